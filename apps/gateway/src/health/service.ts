import { Inject, Injectable } from '@nestjs/common';
import type { Readiness } from '@numera/contracts';
import type { Database } from '@numera/prisma';
import type { Queues } from '@numera/queue';
import type { ObjectStore } from '@numera/storage';
import type { Logger } from '@numera/telemetry';
import { CLOCK, DATABASE, LOGGER, QUEUES, STORE, type Clock } from '../platform/tokens';

/** A part that does not answer within this is not there. */
const LIMIT_MS = 2_000;

/** Anyone may ask, and each check writes an object and reads it back: whoever asks within this gets the same answer, ms. */
const FRESH_MS = 1_000;

/** Asks the database, the queue and the object store whether they work, and the queue how many workers listen. */
@Injectable()
export class HealthService {
  private last: { readonly askedAt: number; readonly readiness: Promise<Readiness> } | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(QUEUES) private readonly queues: Queues,
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** What works now, or did a moment ago. */
  readiness(): Promise<Readiness> {
    const now = this.clock().getTime();
    if (this.last === undefined || Math.abs(now - this.last.askedAt) >= FRESH_MS) this.last = { askedAt: now, readiness: this.ask() };
    return this.last.readiness;
  }

  private async ask(): Promise<Readiness> {
    const [database, queue, objectStore] = await Promise.all([
      this.works('database', () => this.database.$queryRaw`SELECT 1`),
      this.works('queue', () => this.queues.healthCheck()),
      this.works('object store', () => this.store.check()),
    ]);
    const workers = queue ? await this.workers() : 0;
    const isAvailable = database && queue && objectStore;
    const status = isAvailable ? (workers > 0 ? 'ok' : 'degraded') : 'unavailable';
    return { status, checks: { database, queue, objectStore }, workers };
  }

  private async works(part: string, check: () => Promise<unknown>): Promise<boolean> {
    try {
      await within(LIMIT_MS, check());
      return true;
    } catch (error) {
      this.logger.warn({ err: error, part }, 'not ready');
      return false;
    }
  }

  private async workers(): Promise<number> {
    try {
      return await within(LIMIT_MS, this.queues.workersAlive('inference'));
    } catch (error) {
      this.logger.warn({ err: error }, 'the workers could not be counted');
      return 0;
    }
  }
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
