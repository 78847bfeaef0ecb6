import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..');

/** What each case's text would be refused for, if it stood in that file. */
const cases = {
  againstTheArrows: { path: 'libs/vision/src/index.ts', text: "export { jobs } from '@numera/contracts';\n" },
  alongTheArrows: { path: 'libs/recognition/src/index.ts', text: "export { jobs } from '@numera/contracts';\n" },
  anotherApp: { path: 'apps/gateway/src/main.ts', text: "export * from '../../inference-worker/src/main';\n" },
  ownedLibrary: { path: 'libs/config/src/index.ts', text: "export { Queue } from 'bullmq';\n" },
  // index.ts re-exports config.ts, so config.ts may not look back.
  circular: { path: 'libs/config/src/config.ts', text: "export * from './index';\n" },
  any: { path: 'libs/config/src/index.ts', text: 'export const anything = (value: any): unknown => value;\n' },
} as const;

/** ESLint is an ES module, which Jest's own loader cannot load; a process of its own can. */
const script = `
  const { ESLint } = await import('eslint');
  const eslint = new ESLint();
  const broken = {};
  for (const [name, { path, text }] of Object.entries(JSON.parse(process.argv[1]))) {
    const [file] = await eslint.lintText(text, { filePath: path });
    broken[name] = file.messages.map((message) => message.ruleId);
  }
  console.log(JSON.stringify(broken));`;

describe('the lint rules', () => {
  let broken: Record<keyof typeof cases, string[]>;

  beforeAll(async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, JSON.stringify(cases)], {
      cwd: root,
      // Else the parser, seeing a command, reads the files on disk instead of our texts.
      env: { ...process.env, TSESTREE_SINGLE_RUN: 'false' },
    });
    broken = JSON.parse(stdout) as typeof broken;
  }, 120_000);

  it('refuse an import against the arrows', () => expect(broken.againstTheArrows).toEqual(['no-restricted-imports']));
  it('allow an import along the arrows', () => expect(broken.alongTheArrows).toEqual([]));
  it('refuse the files of another app', () => expect(broken.anotherApp).toContain('no-restricted-imports'));
  it('refuse a library outside of the folder that owns it', () => expect(broken.ownedLibrary).toEqual(['no-restricted-imports']));
  it('refuse a circular import', () => expect(broken.circular).toContain('import-x/no-cycle'));
  it('refuse `any`', () => expect(broken.any).toEqual(['@typescript-eslint/no-explicit-any']));
});
