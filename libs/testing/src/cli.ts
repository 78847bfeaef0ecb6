import { spawn } from 'node:child_process';
import { join } from 'node:path';

const program = join(__dirname, '..', '..', '..', 'apps', 'cli', 'bin', 'numera.js');

export interface CliOutcome {
  readonly code: number | null;
  readonly out: string;
  readonly log: string;
}

/** Runs the built program in a folder as a shell would; with `killAt` it is killed as soon as its log says so. */
export function runCli(folder: string, args: readonly string[], env: Record<string, string> = {}, killAt?: RegExp): Promise<CliOutcome> {
  return new Promise((resolve, reject) => {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'INIT_CWD' && name !== 'MNIST_DIR'));
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: { ...inherited, ...env } });
    let out = '';
    let log = '';
    child.stdout.on('data', (chunk) => (out += String(chunk)));
    child.stderr.on('data', (chunk) => {
      log += String(chunk);
      if (killAt?.test(log)) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, log }));
  });
}

/** A file in the format of MNIST's. */
export const idxOf = (shape: readonly number[], data: Uint8Array): Buffer => {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((length, i) => header.writeUInt32BE(length, 4 + 4 * i));
  return Buffer.concat([header, data]);
};
