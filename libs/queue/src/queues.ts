import type { Config } from '@numera/config';
import { jobs, type JobName, type QueueName } from '@numera/contracts';
import type { Logger } from '@numera/telemetry';
import type { z } from 'zod';
import type { Backend, QueueHandle } from './backend';
import { QueueSetupError } from './errors';
import { assertComplete, type Handlers } from './handlers';
import { quietly } from './noise';
import { postgresBackend } from './postgres-backend';
import { redisBackend } from './redis-backend';
import { settings, type Keep } from './settings';
import { Workers, type WorkersOptions } from './workers';

/** A job's payload as a producer writes it; `v` is added. */
export type JobPayload<N extends JobName> = Omit<z.input<(typeof jobs)[N]['data']>, 'v'>;

export interface EnqueueOptions {
  /** Own id: 1-100 of `[A-Za-z0-9_-]`, not digits alone. A job of that id that is still kept makes this call change nothing. */
  readonly id?: string;
  /** Wait before the job may be taken, ms. */
  readonly delayMs?: number;
}

export type JobState = 'waiting' | 'delayed' | 'active' | 'completed' | 'failed' | 'unknown';

export interface Depth {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/** A job that failed for good: what the dead-letter list shows. */
export interface DeadLetter {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly reason: string;
  readonly failedAt: Date | null;
}

const QUEUES = Object.keys(settings) as QueueName[];
const JOB_ID = /^(?!\d+$)[A-Za-z0-9_-]{1,100}$/;
/** A health check that takes longer has failed. */
const HEALTH_MS = 2_000;

/** The queues of one process: it adds jobs and, where it says so, handles them. Open with openQueues. */
export class Queues {
  private readonly producers: ReadonlyMap<QueueName, QueueHandle>;
  private readonly workers = new Map<QueueName, Workers>();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly backend: Backend,
    private readonly prefix: string,
    private readonly logger: Logger,
  ) {
    this.producers = new Map(QUEUES.map((queue) => [queue, this.openProducer(queue)]));
  }

  get kind(): Backend['kind'] {
    return this.backend.kind;
  }

  /** Resolves when every connection that adds jobs is open. */
  async waitUntilReady(): Promise<void> {
    await Promise.all([...this.producers.values()].map((producer) => producer.waitUntilReady()));
  }

  /** Adds a job and returns its id. Throws ZodError on a bad payload, and at once when the backend is away. */
  async enqueue<N extends JobName>(name: N, payload: JobPayload<N>, { id, delayMs }: EnqueueOptions = {}): Promise<string> {
    const job = await this.producer(jobs[name].queue).add(name, parsePayload(name, payload), { jobId: parseId(id), delay: delayMs });
    return job.id ?? '';
  }

  /** Adds many jobs of one name in one step and returns their ids. */
  async enqueueMany<N extends JobName>(name: N, payloads: readonly JobPayload<N>[]): Promise<string[]> {
    const added = await this.producer(jobs[name].queue).addBulk(payloads.map((payload) => ({ name, data: parsePayload(name, payload) })));
    return added.map((job) => job.id ?? '');
  }

  /** Begins to handle a queue's jobs; resolves when they are being taken. Once per queue and process. */
  async startWorkers<Q extends QueueName>(queue: Q, handlers: Handlers<Q>, options: WorkersOptions<Q> = {}): Promise<Workers> {
    assertComplete(queue, handlers);
    if (this.workers.has(queue)) throw new QueueSetupError(`Queue ${queue} has handlers in this process already.`);
    const workers = new Workers(this.backend, this.fullName(queue), queue, handlers, options, this.logger);
    this.workers.set(queue, workers);
    await workers.start();
    return workers;
  }

  async jobState(queue: QueueName, id: string): Promise<JobState> {
    const state = await this.producer(queue).getJobState(id);
    if (state === 'prioritized' || state === 'waiting-children') return 'waiting';
    return state;
  }

  /** True while the job waits, is put off or runs: adding it again would do the work twice. */
  async isQueued(queue: QueueName, id: string): Promise<boolean> {
    return ['waiting', 'delayed', 'active'].includes(await this.jobState(queue, id));
  }

  async depth(queue: QueueName): Promise<Depth> {
    const counts = await this.producer(queue).getJobCounts('waiting', 'active', 'delayed', 'failed');
    return { waiting: counts.waiting ?? 0, active: counts.active ?? 0, delayed: counts.delayed ?? 0, failed: counts.failed ?? 0 };
  }

  /** Processes that handle the queue just now, by their open connections: one that died is gone from it at once. */
  workersAlive(queue: QueueName): Promise<number> {
    return this.producer(queue).getWorkersCount();
  }

  /** What failed for good, newest first. */
  async deadLetters(queue: QueueName, limit = 100): Promise<DeadLetter[]> {
    const failed = await this.producer(queue).getFailed(0, limit - 1);
    return failed.map((job) => ({
      id: job.id ?? '',
      name: job.name,
      data: job.data,
      reason: job.failedReason,
      failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn),
    }));
  }

  /** Throws when the backend does not answer within two seconds. */
  async healthCheck(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`The queue (${this.kind}) did not answer within ${HEALTH_MS} ms.`)), HEALTH_MS);
    });
    try {
      await Promise.race([this.producer('inference').getVersion(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Stops taking jobs and waits for those that run. */
  async drain(): Promise<void> {
    await Promise.all([...this.workers.values()].map((workers) => workers.close()));
  }

  /** Drains, then closes what adds jobs, so that a handler can still hand on its results. A second call waits for the first. */
  close(): Promise<void> {
    this.closing ??= this.drain().then(() => this.closeProducers());
    return this.closing;
  }

  private async closeProducers(): Promise<void> {
    for (const ended of await Promise.allSettled([...this.producers.values()].map((producer) => producer.close()))) {
      // A server that is away takes no leave; its connection is gone all the same.
      if (ended.status === 'rejected') this.logger.warn({ err: ended.reason as unknown }, 'a queue could not be closed in order');
    }
  }

  private openProducer(queue: QueueName): QueueHandle {
    const { attempts, backoffMs, jitter, keepCompleted, keepFailed } = settings[queue];
    const producer = this.backend.queue(this.fullName(queue), {
      defaultJobOptions: {
        attempts,
        backoff: { type: 'exponential', delay: backoffMs, jitter },
        removeOnComplete: keepCompleted === null ? true : keepOf(keepCompleted),
        removeOnFail: keepOf(keepFailed),
        stackTraceLimit: 10,
      },
      // Nobody reads the event stream (it loses events on PostgreSQL), so it is kept short.
      streams: { events: { maxLen: 100 } },
    });
    producer.on('error', quietly(this.logger, `queue ${queue}`));
    return producer;
  }

  private producer(queue: QueueName): QueueHandle {
    const producer = this.producers.get(queue);
    if (!producer) throw new QueueSetupError(`There is no queue ${queue}.`);
    return producer;
  }

  /** On PostgreSQL a queue has no prefix of its own, so it is part of the name on both backends. */
  private fullName(queue: QueueName): string {
    return `${this.prefix}-${queue}`;
  }
}

function parsePayload(name: JobName, payload: object): unknown {
  return jobs[name].data.parse({ ...payload, v: 1 });
}

function keepOf({ count, ageSeconds }: Keep): { count: number; age: number } {
  return { count, age: ageSeconds };
}

function parseId(id: string | undefined): string | undefined {
  if (id !== undefined && !JOB_ID.test(id)) throw new QueueSetupError(`${JSON.stringify(id)} is no job id.`);
  return id;
}

/**
 * Opens the queues on Redis when REDIS_URL is set, else on PostgreSQL at DATABASE_QUEUE_URL.
 * Throws QueueSetupError when neither is set or the server could lose jobs, and the driver's error when it is away.
 */
export async function openQueues(
  config: Pick<Config, 'REDIS_URL' | 'DATABASE_QUEUE_URL' | 'NUMERA_QUEUE_PREFIX'>,
  logger: Logger,
): Promise<Queues> {
  const backend = chooseBackend(config);
  await backend.check();
  const queues = new Queues(backend, config.NUMERA_QUEUE_PREFIX, logger.child({ backend: backend.kind }));
  await queues.waitUntilReady();
  return queues;
}

function chooseBackend(config: Pick<Config, 'REDIS_URL' | 'DATABASE_QUEUE_URL'>): Backend {
  if (config.REDIS_URL !== undefined) return redisBackend(config.REDIS_URL);
  if (config.DATABASE_QUEUE_URL !== undefined) return postgresBackend(config.DATABASE_QUEUE_URL);
  throw new QueueSetupError('Neither REDIS_URL nor DATABASE_QUEUE_URL is set: there is no queue to work with.');
}
