import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built library: a service of its own process has no jest around it. */
const LIBRARY = JSON.stringify(join(__dirname, '..', 'dist', 'index.js'));
const SERVICE = `
  const { announceReady, catchLastResort, createLogger, Shutdown } = require(${LIBRARY});
  const logger = createLogger('test', { LOG_LEVEL: 'info' });
  catchLastResort(logger);
  new Shutdown(logger, 2_000).listen().add('note', () => logger.info('cleaned up'));
  setInterval(() => undefined, 1_000);
  announceReady({ port: 1 });
  if (process.argv[2] === 'break') Promise.reject(new Error('nobody catches this'));
`;

describe('a service as a process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'numera-service-'));
  const file = join(folder, 'service.cjs');
  writeFileSync(file, SERVICE);
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(...args: string[]): Promise<{ child: ChildProcess; message: unknown; output: () => string }> {
    const child = fork(file, args, { silent: true });
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [message] = (await once(child, 'message')) as [unknown];
    return { child, message, output: () => text };
  }

  it('says that it is ready, and stops in order on SIGTERM', async () => {
    const { child, message, output } = await start();
    expect(message).toEqual({ type: 'ready', port: 1 });
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([0, null]);
    expect(output()).toContain('cleaned up');
  });

  it('ends when its launcher is gone', async () => {
    const { child } = await start();
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });

  it('logs what nobody caught and exits with 1', async () => {
    const { child, output } = await start('break');
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output()).toContain('unhandled rejection');
    expect(output()).toContain('nobody catches this');
  });
});
