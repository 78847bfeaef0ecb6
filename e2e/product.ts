import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '@numera/embedded';

const LAUNCHER = join(__dirname, '..', 'apps', 'standalone', 'dist', 'main.js');
const READY = /^Numera is ready: (\S+)/;
const READY_WITHIN_MS = 150_000;
/** The product promises to end within 10 s. */
const ENDED_WITHIN_MS = 12_000;
const KEPT_LINES = 5_000;

/** The whole product, started as `npm start` starts it, with a data folder of its own. */
export interface Product {
  readonly url: string;
  /** Process id of the launcher. */
  readonly pid: number;
  /** Folder of its database and objects. */
  readonly data: string;
  /** The last lines it printed. */
  readonly log: readonly string[];
  /** Ends it as Ctrl-C would and removes its data; resolves with the launcher's exit code. */
  stop(): Promise<number | null>;
}

/** Starts the built product on a free port and waits until it is ready; `env` is added to its environment. */
export async function startProduct(env: Readonly<Record<string, string>> = {}): Promise<Product> {
  const data = await mkdtemp(join(tmpdir(), 'numera-e2e-'));
  // The database's unprivileged account must be able to enter it when the tests run as root.
  await chmod(data, 0o755);
  const launcher = spawn(process.execPath, [LAUNCHER], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(await freePort()), NUMERA_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  const ended = once(launcher, 'exit');
  const ready = new Promise<string>((resolve) => {
    for (const input of [launcher.stdout, launcher.stderr]) {
      createInterface({ input }).on('line', (line) => {
        if (log.push(line) > KEPT_LINES) log.shift();
        const url = READY.exec(line)?.[1];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const stop = async (): Promise<number | null> => {
    launcher.kill('SIGTERM');
    const limit = setTimeout(() => launcher.kill('SIGKILL'), ENDED_WITHIN_MS);
    await ended;
    clearTimeout(limit);
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
    return launcher.exitCode;
  };
  const url = await Promise.race([ready, ended.then(() => undefined), after(READY_WITHIN_MS)]);
  if (url === undefined) {
    await stop();
    throw new Error(`the product did not become ready:\n${log.join('\n')}`);
  }
  return { url, pid: launcher.pid ?? 0, data, log, stop };
}

const after = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());

/** Variables through which the run's one shared product is known to the test files, which are processes of their own. */
export const SHARED = { url: 'NUMERA_E2E_URL', failure: 'NUMERA_E2E_FAILURE' } as const;

/** Address of the product that all e2e files share; one that needs settings of its own calls `startProduct`. */
export function sharedProduct(): { readonly url: string } {
  const url = process.env[SHARED.url];
  if (url === undefined) throw new Error(process.env[SHARED.failure] ?? 'no product was started');
  return { url };
}
