import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Service } from './service';
import { worker } from './services';

const folder = mkdtempSync(join(tmpdir(), 'numera-service-'));
const READY = "process.send({ type: 'ready' }); setInterval(() => {}, 1000);";

/** A service whose program is `source`, and what happens to it; `happened` waits for the next event of a kind. */
function serviceOf(source: string) {
  const entry = `${Math.random().toString(36).slice(2)}.js`;
  writeFileSync(join(folder, entry), source);
  const events: { kind: string; text: string }[] = [];
  const waiting: { kind: string; resolve: (text: string) => void }[] = [];
  const record = (kind: string, text: string): void => {
    const index = waiting.findIndex((waiter) => waiter.kind === kind);
    if (index >= 0) waiting.splice(index, 1)[0]?.resolve(text);
    else events.push({ kind, text });
  };
  const service = new Service(
    { ...worker, entry },
    process.env,
    {
      onLine: (line) => record('line', line),
      onReady: () => record('ready', ''),
      onCrash: (reason) => record('crash', reason),
      onBootFailure: (reason) => record('bootFailure', reason),
    },
    folder,
  );
  const happened = (kind: string): Promise<string> => {
    const index = events.findIndex((event) => event.kind === kind);
    if (index >= 0) return Promise.resolve(events.splice(index, 1)[0]?.text ?? '');
    return new Promise((resolve) => waiting.push({ kind, resolve }));
  };
  return { service, happened };
}

/** Orphans that have ended still answer a signal until the system's first process has asked for their code. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/status`) || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe('a service of the launcher', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is ready when it says so, and its lines are passed on', async () => {
    const { service, happened } = serviceOf(`console.log('hello'); ${READY}`);
    service.start();
    expect(await happened('line')).toBe('hello');
    await happened('ready');
    await service.stop(5_000);
  });

  it('is started again after a crash', async () => {
    const { service, happened } = serviceOf(`${READY} setTimeout(() => process.exit(3), 50);`);
    service.start();
    await happened('ready');
    expect(await happened('crash')).toBe('code 3');
    await happened('ready');
    await service.stop(5_000);
  });

  it('is reported when it ends three times before it was ever ready', async () => {
    const { service, happened } = serviceOf('process.exit(1);');
    service.start();
    expect(await happened('bootFailure')).toBe('code 1');
    await service.stop(5_000);
  });

  it('is not started again once it was told to stop', async () => {
    const { service, happened } = serviceOf(`process.on('SIGTERM', () => process.exit(1)); ${READY}`);
    service.start();
    await happened('ready');
    await service.stop(5_000);
    const crashed = await Promise.race([happened('crash'), new Promise((resolve) => setTimeout(() => resolve('none'), 500))]);
    expect(crashed).toBe('none');
  });

  it('is killed with what it started when it does not stop in time', async () => {
    const child = `const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);`;
    const { service, happened } = serviceOf(`process.on('SIGTERM', () => {}); ${child} console.log(child.pid); ${READY}`);
    service.start();
    const pid = Number(await happened('line'));
    await happened('ready');
    await service.stop(300);
    for (const limit = Date.now() + 30_000; isRunning(pid) && Date.now() < limit;) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(isRunning(pid)).toBe(false);
  });
});
