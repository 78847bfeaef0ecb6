import { node } from './child.mjs';

/** Rules and import arrows, formatting, and the types of the tests (which the build leaves out), side by side. */
export async function lint() {
  const codes = await Promise.all([
    node('node_modules/eslint/bin/eslint.js', ['.', '--cache', '--cache-location', '.cache/eslint/']),
    node('node_modules/prettier/bin/prettier.cjs', [
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-location',
      '.cache/prettier',
      '.',
    ]),
    node('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.spec.json']),
  ]);
  return codes.some((code) => code !== 0) ? 1 : 0;
}
