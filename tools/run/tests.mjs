import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { node, root } from './child.mjs';

/** Runs every project of jest.config.js; the last line printed is `N passed, N failed, N skipped`. Returns the exit code. */
export async function test(args) {
  const results = new URL('.cache/test-results.json', root);
  mkdirSync(new URL('.cache/', root), { recursive: true });
  rmSync(results, { force: true });
  const code = await node('node_modules/jest/bin/jest.js', ['--ci', '--json', '--outputFile=.cache/test-results.json', ...args]);
  const { passed, failed, skipped } = count(results);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return code !== 0 || failed > 0 || passed === 0 ? 1 : 0;
}

/** A test file that could not even be loaded has no cases; it counts as one failure. */
function count(results) {
  try {
    const json = JSON.parse(readFileSync(results, 'utf8'));
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests + json.numRuntimeErrorTestSuites,
      skipped: json.numPendingTests + json.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
