import { spawn } from 'node:child_process';

/** The project's root: every path of these scripts starts here, wherever they are called from. */
export const root = new URL('../../', import.meta.url);

/** A step failed; the message says which. Its own output has already been shown. */
export class StepError extends Error {}

const running = new Set();

/**
 * Runs a program in the project and waits for it. Its standard output goes to ours only when `stdout` is true: what
 * installs and builds must not mix with a command's result. `signal` kills it. Returns the exit code (1 when a signal ended it).
 */
export function run(command, args, { cwd = root, env = {}, shell = false, stdout = false, signal } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', stdout ? 1 : 2, 2];
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, shell, stdio, signal, killSignal: 'SIGKILL' });
    running.add(child);
    child.on('error', (error) => {
      if (error.name !== 'AbortError') reject(error);
    });
    child.on('close', (code) => {
      running.delete(child);
      resolve(code ?? 1);
    });
  });
}

/** Runs a JavaScript file of an installed package with this very Node. */
export const node = (file, args, options) => run(process.execPath, [file, ...args], options);

/** While `work` runs, SIGINT and SIGTERM also end the programs it started, instead of leaving them behind. */
export async function endingChildren(work) {
  const end = (signal) => {
    for (const child of running) child.kill(signal);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  try {
    return await work();
  } finally {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
  }
}
