import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { node, root } from './child.mjs';

/** What a test left open (a socket, a timer) may take so long to end by itself after the last test; then it is a fault. */
const LEFT_OPEN_MS = 30_000;

/** Runs every project of jest.config.js; the last line printed is `N passed, N failed, N skipped`. Returns the exit code. */
export async function test(args) {
  const results = new URL('.cache/test-results.json', root);
  mkdirSync(new URL('.cache/', root), { recursive: true });
  rmSync(results, { force: true });
  const leftOpen = whenLeftOpen(results);
  const code = await node('node_modules/jest/bin/jest.js', ['--ci', '--json', '--outputFile=.cache/test-results.json', ...args], leftOpen);
  leftOpen.clear();
  const { passed, failed: failures, skipped } = count(results);
  if (leftOpen.signal.aborted) console.error('The tests ended but their process did not: one of them left something open.');
  const failed = failures + (leftOpen.signal.aborted ? 1 : 0);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return code !== 0 || failed > 0 || passed === 0 ? 1 : 0;
}

/** A signal that aborts when the results have been there for a while and `clear` was not called. */
function whenLeftOpen(results) {
  const controller = new AbortController();
  let writtenAt;
  const timer = setInterval(() => {
    if (writtenAt === undefined && existsSync(results)) writtenAt = Date.now();
    if (Date.now() - writtenAt > LEFT_OPEN_MS) controller.abort();
  }, 1_000);
  return { signal: controller.signal, clear: () => clearInterval(timer) };
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
