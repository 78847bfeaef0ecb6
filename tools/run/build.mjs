import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { node, root, StepError } from './child.mjs';
import { fingerprint } from './fingerprint.mjs';

const SETTINGS = ['package-lock.json', 'tsconfig.base.json', 'tsconfig.json'];
const builtFile = new URL('.cache/built.json', root);

const servers = foldersOf('apps').filter((path) => path !== 'apps/web');
const libs = foldersOf('libs');
const projects = JSON.parse(readFileSync(new URL('tsconfig.json', root), 'utf8')).references.map((reference) => reference.path);

/** What is built, from which files, and what must be there afterwards. Steps of one chain follow each other; chains run side by side. */
const steps = {
  client: {
    chain: 'server',
    inputs: ['package-lock.json', 'prisma/schema.prisma'],
    outputs: ['prisma/src/generated'],
    run: () =>
      node('node_modules/prisma/build/index.js', ['generate', '--schema', 'prisma/schema.prisma', '--no-hints'], {
        // Generating needs no engine, but the command insists on a file for it: an existing one stops the download.
        env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
      }),
  },
  server: {
    chain: 'server',
    inputs: [...SETTINGS, ...libs, ...servers, 'prisma'],
    outputs: projects.map((path) => `${path}/dist/.tsbuildinfo`),
    run: () => node('node_modules/typescript/bin/tsc', ['-b']),
  },
  web: {
    chain: 'web',
    inputs: [...SETTINGS, 'apps/web', 'libs/contracts', 'libs/vision', 'libs/recognition'],
    outputs: ['apps/web/dist'],
    run: () =>
      node('../../node_modules/@angular/cli/bin/ng.js', ['build', '--progress=false'], {
        cwd: new URL('apps/web/', root),
        env: { NG_CLI_ANALYTICS: 'false' },
      }),
  },
};

function foldersOf(parent) {
  return readdirSync(new URL(`${parent}/`, root)).map((name) => `${parent}/${name}`);
}

/** The steps of `chains` whose inputs are not those of the last build, with their present fingerprints. */
export function staleSteps(chains) {
  const built = existsSync(builtFile) ? JSON.parse(readFileSync(builtFile, 'utf8')) : {};
  return Object.entries(steps)
    .filter(([, step]) => chains.includes(step.chain))
    .map(([name, step]) => ({ ...step, name, print: fingerprint(step.inputs) }))
    .filter(({ name, print, outputs }) => built[name] !== print || !outputs.every((path) => existsSync(new URL(path, root))));
}

/** Builds what is stale. The caller holds the lock; packages are installed. */
export async function build(chains) {
  const stale = staleSteps(chains);
  if (stale.length === 0) return;
  console.error(`numera: building ${stale.map(({ name }) => name).join(', ')} …`);
  const outcomes = await Promise.allSettled(chains.map((chain) => buildChain(stale.filter((step) => step.chain === chain))));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function buildChain(stale) {
  for (const { name, print, run } of stale) {
    if ((await run()) !== 0) throw new StepError(`the build of "${name}" failed; its messages are above`);
    await record(name, print);
  }
}

async function record(name, print) {
  const built = existsSync(builtFile) ? JSON.parse(readFileSync(builtFile, 'utf8')) : {};
  await mkdir(new URL('.cache/', root), { recursive: true });
  await writeFile(builtFile, JSON.stringify({ ...built, [name]: print }));
}
