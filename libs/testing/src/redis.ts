import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { freePort } from '@numera/embedded';
import { temporaryFolder } from './folders';

/** A Redis server of its own, set up as the product wants it. */
export interface TestRedis {
  readonly url: string;
  /** Ends the server as a crash would and starts it again on the same port and files. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** True when `redis-server` is installed; says aloud, once, that tests are skipped when it is not. */
export function hasRedis(): boolean {
  const isThere = spawnSync('redis-server', ['--version']).status === 0;
  if (!isThere) process.stderr.write('redis-server is not installed: the tests on Redis are SKIPPED\n');
  return isThere;
}

/** Starts redis-server on a free port, with an append-only file and no eviction unless `settings` say otherwise; null when not installed. */
export async function testRedis(settings: Readonly<Record<string, string>> = {}): Promise<TestRedis | null> {
  if (!hasRedis()) return null;
  const folder = await temporaryFolder('redis');
  const port = await freePort();
  const all = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction', save: '', ...settings };
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder.path];
  for (const [name, value] of Object.entries(all)) args.push(`--${name}`, value);
  let server = await start(args, port);
  return {
    url: `redis://127.0.0.1:${port}`,
    async restart() {
      await end(server, 'SIGKILL');
      server = await start(args, port);
    },
    async stop() {
      await end(server, 'SIGTERM');
      await folder.remove();
    },
  };
}

async function start(args: readonly string[], port: number): Promise<ChildProcess> {
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const limit = Date.now() + PATIENCE_MS;
  while (!(await answers(port))) {
    if (server.exitCode !== null || Date.now() > limit) throw new Error('redis-server did not start');
  }
  return server;
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

/** Whether a server on the port answers PING with PONG; takes 20 ms when it does not. */
async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const no = (): void => {
      socket.destroy();
      setTimeout(() => resolve(false), 20);
    };
    socket.once('error', no);
    socket.once('data', (answer) => {
      if (!answer.toString().startsWith('+PONG')) return no();
      socket.destroy();
      resolve(true);
    });
  });
}
