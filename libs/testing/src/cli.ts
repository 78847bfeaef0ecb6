import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from './folders';

const program = join(__dirname, '..', '..', '..', 'apps', 'cli', 'bin', 'numera.js');

interface CliOutcome {
  readonly code: number | null;
  readonly out: string;
  readonly log: string;
}

/** Runs the built program in a folder as a shell would; with `killAt` it is killed as soon as its log says so. */
function runCli(folder: string, args: readonly string[], env: Record<string, string> = {}, killAt?: RegExp): Promise<CliOutcome> {
  return new Promise((resolve, reject) => {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'INIT_CWD' && name !== 'MNIST_DIR'));
    // A data folder of its own: what the developer fetched must not change what a test sees.
    const own = { NUMERA_DATA: join(folder, 'data'), ...env };
    const child = spawn(process.execPath, [program, ...args], { cwd: folder, env: { ...inherited, ...own } });
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

interface CliFolder {
  /** Runs the built program in the folder. */
  readonly numera: (args: readonly string[], env?: Record<string, string>, killAt?: RegExp) => Promise<CliOutcome>;
  /** A path in the folder, or the folder's own. */
  readonly at: (...names: readonly string[]) => string;
}

/** A folder for the tests of one file, which `fill` may write into before the first. */
export function cliFolder(fill?: (folder: string) => Promise<void>): CliFolder {
  let temporary: TemporaryFolder;
  beforeAll(async () => {
    temporary = await temporaryFolder('cli with spaces');
    await fill?.(temporary.path);
  });
  afterAll(() => temporary.remove());
  return {
    numera: (args, env, killAt) => runCli(temporary.path, args, env, killAt),
    at: (...names) => join(temporary.path, ...names),
  };
}

/** A file in the format of MNIST's. */
export const idxOf = (shape: readonly number[], data: Uint8Array): Buffer => {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((length, i) => header.writeUInt32BE(length, 4 + 4 * i));
  return Buffer.concat([header, data]);
};
