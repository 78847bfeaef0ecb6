import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startProduct, type Product } from './product';

/** Ids of the processes that said something in `product`'s log, by service, the last of each. */
function servicePids({ log }: Product): Map<string, number> {
  const records = log.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as { service?: string; pid?: number });
  return new Map(records.flatMap(({ service, pid }) => (service && pid ? [[service, pid] as const] : [])));
}

/** The database's folder lies elsewhere when its account cannot reach ours. */
function databasePid({ data }: Product): number {
  const pointer = join(data, 'postgres', 'location');
  const base = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(data, 'postgres');
  return Number.parseInt(readFileSync(join(base, 'server', 'cluster', 'postmaster.pid'), 'utf8'), 10);
}

/** Ended processes whose parent has not asked for their code yet still answer a signal; they are gone all the same. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc') || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(isTrue: () => boolean, withinMs: number): Promise<boolean> {
  for (const limit = Date.now() + withinMs; Date.now() < limit; await sleep(50)) if (isTrue()) return true;
  return isTrue();
}

describe('the launcher', () => {
  let product: Product;

  it('starts the services, restarts a crashed one, and stops all in order', async () => {
    product = await startProduct({ LOG_FORMAT: 'json' });
    const before = servicePids(product);
    expect([...before.keys()].sort()).toEqual(['gateway', 'inference-worker', 'trainer']);

    const crashed = before.get('inference-worker') ?? 0;
    process.kill(crashed, 'SIGKILL');
    expect(await until(() => servicePids(product).get('inference-worker') !== crashed, 60_000)).toBe(true);

    const pids = [...servicePids(product).values(), databasePid(product)];
    expect(await product.stop()).toBe(0);
    expect(pids.filter(isRunning)).toEqual([]);
    const order = product.log
      .filter((line) => /"msg":"stopped"/.test(line))
      .map((line) => (JSON.parse(line) as { service: string }).service);
    expect(order[0]).toBe('gateway');
    expect(order.at(-1)).toBe('numera');
  });

  it('takes every process with it when it is killed', async () => {
    product = await startProduct({ LOG_FORMAT: 'json' });
    const pids = [...servicePids(product).values(), databasePid(product)];
    expect(pids).toHaveLength(4);
    process.kill(product.pid, 'SIGKILL');
    expect(await until(() => !pids.some(isRunning), 30_000)).toBe(true);
    await product.stop();
  });

  it('refuses a taken port at once and names PORT', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const launcher = spawn(process.execPath, [join(__dirname, '..', 'apps', 'standalone', 'dist', 'main.js')], {
      env: { ...process.env, HOST: '127.0.0.1', PORT: String(port) },
    });
    let said = '';
    launcher.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(launcher, 'close')) as [number];
    other.close();
    expect(code).toBe(1);
    expect(said).toContain(`port ${port} is taken`);
    expect(said).toContain('PORT=');
  });
});
