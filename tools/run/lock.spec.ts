import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'numera-lock-'));
const module_ = pathToFileURL(join(__dirname, 'lock.mjs')).href;

/** A process that takes the lock `path`, says so, and holds it for `holdMs`. */
function holder(
  path: string,
  holdMs: number,
): { process: ChildProcess; took: Promise<number>; ended: Promise<unknown>; said: () => string } {
  const script = `import { withLock } from ${JSON.stringify(module_)};
    await withLock(${JSON.stringify(path)}, (pid) => console.log('waits for ' + pid), async () => {
      console.log('took ' + Date.now());
      await new Promise((resolve) => setTimeout(resolve, ${holdMs}));
      console.log('left ' + Date.now());
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  const took = new Promise<number>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const at = /took (\d+)/.exec(text)?.[1];
      if (at !== undefined) resolve(Number(at));
    });
  });
  return { process: child, took, ended: once(child, 'close'), said: () => text };
}

describe('the lock around installing and building', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('lets the second wait for the first, and say for whom', async () => {
    const path = join(folder, 'two');
    const first = holder(path, 3_000);
    await first.took;
    const second = holder(path, 0);
    const tookAt = await second.took;
    await Promise.all([first.ended, second.ended]);
    expect(second.said()).toContain(`waits for ${first.process.pid}`);
    expect(tookAt).toBeGreaterThanOrEqual(Number(/left (\d+)/.exec(first.said())?.[1]));
  });

  it('is taken over when its holder was killed', async () => {
    const path = join(folder, 'killed');
    const first = holder(path, 60_000);
    await first.took;
    first.process.kill('SIGKILL');
    await first.ended;
    const second = holder(path, 0);
    await second.took;
    await second.ended;
  });

  it('is taken over when it was not touched for long, even if its process id belongs to a living program', async () => {
    const path = join(folder, 'old');
    writeFileSync(path, `${process.pid} 0123`);
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(path, longAgo, longAgo);
    const second = holder(path, 0);
    await second.took;
    await second.ended;
  });

  it('is held by one at a time when many find a stale one at once', async () => {
    const path = join(folder, 'many');
    writeFileSync(path, '999999999 0123');
    const holders = Array.from({ length: 5 }, () => holder(path, 30));
    await Promise.all(holders.map(({ ended }) => ended));
    const spans = holders
      .map(({ said }) => [Number(/took (\d+)/.exec(said())?.[1]), Number(/left (\d+)/.exec(said())?.[1])] as const)
      .sort(([a], [b]) => a - b);
    for (const [index, [tookAt]] of spans.entries()) expect(tookAt).toBeGreaterThanOrEqual(spans[index - 1]?.[1] ?? 0);
  });
});
