import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@numera/embedded';
import { migrate } from '@numera/prisma';
import { temporaryFolder } from './folders';
import { testPostgres } from './postgres';
import { freshQueuePrefix } from './queue-prefix';

const ROOT = join(__dirname, '..', '..', '..');

/** The built gateway as a process, with a database, a queue and a folder of its own. */
export interface TestGateway {
  readonly url: string;
  /** NUMERA_ADMIN_TOKEN. */
  readonly adminToken: string;
  readonly database: { readonly ownerUrl: string; readonly appUrl: string };
  /** What it has logged so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the built gateway and waits until it takes requests; `env` is added to its environment. */
export async function startGateway(env: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
  const database = await testPostgres({ migrate });
  const folder = await temporaryFolder('gateway');
  const port = Number(env['PORT'] ?? (await freePort()));
  const url = `http://127.0.0.1:${port}`;
  const adminToken = 'a token for tests only';
  const gateway = fork(join(ROOT, 'apps', 'gateway', 'dist', 'main.js'), {
    silent: true,
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      REDIS_URL: '',
      DATABASE_APP_URL: database.appUrl,
      DATABASE_QUEUE_URL: database.queueUrl,
      NUMERA_ADMIN_TOKEN: adminToken,
      NUMERA_DATA: folder.path,
      NUMERA_MODEL: join(ROOT, 'models', 'digits'),
      NUMERA_QUEUE_PREFIX: freshQueuePrefix(),
      NUMERA_SECRET: 'a secret for tests only, long enough',
      NUMERA_URL: url,
      ...env,
    },
  });
  let text = '';
  for (const stream of [gateway.stdout, gateway.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = once(gateway, 'exit');
  const stop = async (): Promise<void> => {
    gateway.kill('SIGTERM');
    await ended;
    await database.stop();
    await folder.remove();
  };
  const isReady = await Promise.race([once(gateway, 'message').then(() => true), ended.then(() => false)]);
  if (!isReady) {
    await stop();
    throw new Error(`the gateway did not start:\n${text}`);
  }
  return { url, adminToken, database, log: () => text, stop };
}
