// The one entry of `npm start | test | build | lint | bench | numera`: installs and builds what is not up to date, then runs.
// It depends on nothing but Node, because it is what installs everything else.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { endingChildren, node, root, StepError } from './run/child.mjs';
import { build, staleSteps } from './run/build.mjs';
import { install, isInstalled } from './run/install.mjs';
import { withLock } from './run/lock.mjs';

const EVERYTHING = ['server', 'web'];

/** What each command needs built, and what it then does; it returns the exit code, or nothing while it goes on running. */
const commands = {
  start: { needs: EVERYTHING, run: () => load('apps/standalone/dist/main.js') },
  test: { needs: EVERYTHING, run: async (args) => (await import('./run/tests.mjs')).test(args) },
  build: { needs: EVERYTHING, run: () => 0 },
  lint: { needs: ['server'], run: async () => (await import('./run/lint.mjs')).lint() },
  bench: { needs: EVERYTHING, run: (args) => node('bench/run.mjs', args, { stdout: true }) },
  numera: { needs: ['server'], run: () => load('apps/cli/bin/numera.js') },
};

/** Runs a built program in this process: one process fewer, and its signals are ours. */
async function load(file) {
  process.argv.splice(1, 2, fileURLToPath(new URL(file, root)));
  await import(pathToFileURL(process.argv[1]).href);
}

/** Installs and builds under one lock, so that `npm start` and `npm test` may be the first command of a clone at once. */
async function prepare(needs) {
  if ((await isInstalled()) && staleSteps(needs).length === 0) return;
  const waiting = (pid) => console.error(`numera: waiting for process ${pid}, which is installing or building …`);
  await endingChildren(() =>
    withLock(fileURLToPath(new URL('.cache/lock', root)), waiting, async () => {
      await install();
      await build(needs);
    }),
  );
}

async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined;
  if (!command) {
    console.error(`usage: node tools/run.mjs ${Object.keys(commands).join(' | ')}`);
    return 2;
  }
  await prepare(command.needs);
  return command.run(args);
}

try {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new StepError(`Node ${process.versions.node} is too old; 20.19 or newer is needed`);
  const code = await main(process.argv.slice(2));
  if (code !== undefined) process.exitCode = code;
} catch (error) {
  console.error(error instanceof StepError ? `numera: ${error.message}` : error);
  process.exitCode = 1;
}
