import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pidOf } from '../processes';
import type { Product } from '../product';

const COLLECTING = join(__dirname, 'collecting.cjs');
const ANSWERS_WITHIN_MS = 20_000;
/** Longer than a closing connection takes. */
const REST_MS = 3_000;
const SETTLED_WITHIN_MS = 30_000;
const MB = 1024 * 1024;

/** Memory of one process after its garbage was collected, MB. */
export interface Held {
  readonly pid: number;
  /** What JavaScript still refers to, buffers outside of its heap too. */
  readonly kept: number;
  /** What the operating system gave it: also what allocators keep for the next request. */
  readonly resident: number;
}

/** Asks processes to collect their garbage and to say what is left: when V8 does so by itself depends on the load of the machine. */
export class MemoryReports {
  private readonly folder = mkdtempSync(join(tmpdir(), 'numera-memory-'));
  /** Environment in which the product must have been started. */
  readonly env = {
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --require ${COLLECTING}`,
    MEMORY_REPORTS: this.folder,
  };

  async of(product: Product, services: readonly string[]): Promise<Held[]> {
    return Promise.all(services.map((service) => this.ofProcess(pidOf(product, service))));
  }

  /** What processes hold when it no longer falls: connections that are being closed and writes under way still have their buffers. */
  async settled(product: Product, services: readonly string[]): Promise<Held[]> {
    let level = await this.of(product, services);
    for (const limit = Date.now() + SETTLED_WITHIN_MS; Date.now() < limit;) {
      await sleep(REST_MS);
      const next = await this.of(product, services);
      const isFalling = next.some(({ kept }, i) => kept < (level[i]?.kept ?? 0) - 0.5);
      level = next;
      if (!isFalling) break;
    }
    return level;
  }

  private async ofProcess(pid: number): Promise<Held> {
    const file = join(this.folder, `${pid}.json`);
    rmSync(file, { force: true });
    process.kill(pid, 'SIGUSR2');
    for (const limit = Date.now() + ANSWERS_WITHIN_MS; Date.now() < limit; await sleep(50)) {
      try {
        const { kept, resident } = JSON.parse(readFileSync(file, 'utf8')) as { kept: number; resident: number };
        return { pid, kept: kept / MB, resident: resident / MB };
      } catch {
        // Not written yet.
      }
    }
    throw new Error(`process ${pid} did not say within ${ANSWERS_WITHIN_MS} ms what it holds`);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
