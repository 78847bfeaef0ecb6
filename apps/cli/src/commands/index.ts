import type { ListedCommand } from '../command';

/**
 * The commands, in the order in which help lists them. Each is loaded when it is called: a container without the networks' libraries has those that
 * speak to a server, and nobody waits for what they do not use.
 */
export const commands: readonly ListedCommand[] = [
  { name: 'predict', summary: 'read the digits in image files', load: async () => (await import('./predict.js')).predict },
  { name: 'evaluate', summary: 'measure a model on labelled images', load: async () => (await import('./evaluate.js')).evaluate },
  { name: 'train', summary: 'train a model', load: async () => (await import('./train.js')).train },
  { name: 'finetune', summary: 'teach a model a new style from a few images', load: async () => (await import('./finetune.js')).finetune },
  {
    name: 'ensemble',
    summary: 'let several models answer together in the mode accurate',
    load: async () => (await import('./ensemble.js')).ensemble,
  },
  { name: 'certify', summary: 'prove how much a model may accept', load: async () => (await import('./certify.js')).certify },
  { name: 'quantise', summary: 'make a model small with 8-bit numbers', load: async () => (await import('./quantise.js')).quantise },
  {
    name: 'data',
    summary: 'fetch, show and make data to learn from and to measure on',
    load: async () => (await import('./data/index.js')).data,
  },
  { name: 'doctor', summary: 'say what this machine has and lacks', load: async () => (await import('./doctor.js')).doctor },
  { name: 'admin', summary: 'administer a running server', load: async () => (await import('./admin/index.js')).admin },
  { name: 'audit', summary: 'verify the audit trail of a running server', load: async () => (await import('./audit/index.js')).audit },
  {
    name: 'storage',
    summary: 'change the key that stored images are sealed with',
    load: async () => (await import('./storage/index.js')).storage,
  },
];
