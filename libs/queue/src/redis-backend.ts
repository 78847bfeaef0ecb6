import { Queue, Worker, type Processor, type QueueOptions, type RedisOptions, type WorkerOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { Backend } from './backend';
import { QueueSetupError } from './errors';

/** A producer has someone waiting: it fails at once rather than keep commands for a server that is away. */
const PRODUCER: RedisOptions = { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 5_000 };
/** A worker has time: it waits for the server for as long as that takes, looking often. */
const WORKER: RedisOptions = { maxRetriesPerRequest: null, retryStrategy: (times: number) => Math.min(times * 100, 1_000) };

export function redisBackend(url: string): Backend {
  return {
    kind: 'redis',
    async check() {
      const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, connectTimeout: 5_000 });
      // What connect() throws only says that there is no connection; why comes as an event.
      let why: Error | undefined;
      redis.on('error', (error: Error) => (why = error));
      try {
        await redis.connect();
        // INFO and not CONFIG GET: hosted servers refuse the latter.
        assertKeepsJobs(await redis.info());
      } catch (error) {
        throw why ? new Error(`Redis can not be reached: ${why.message}`, { cause: error }) : error;
      } finally {
        redis.disconnect();
      }
    },
    queue: (name, options) => new RedisQueue(name, options, url),
    worker: (name, processor, options) => new RedisWorker(name, processor, options, url),
  };
}

/** Owns its connection: BullMQ takes leave of the server, and one that is away would be looked for for ever after. */
class RedisQueue extends Queue {
  private readonly redis: Redis;

  constructor(name: string, options: Omit<QueueOptions, 'connection'>, url: string) {
    const redis = new Redis(url, { ...PRODUCER, retryStrategy: WORKER.retryStrategy });
    super(name, { ...options, connection: redis });
    this.redis = redis;
  }

  override async close(): Promise<void> {
    try {
      await super.close();
    } finally {
      this.redis.disconnect();
    }
  }
}

/** Ends also while the server is away: its jobs' locks then run out, and another worker takes them. */
class RedisWorker extends Worker<unknown, void> {
  private readonly redis: Redis;

  constructor(name: string, processor: Processor<unknown, void>, options: Omit<WorkerOptions, 'connection'>, url: string) {
    const redis = new Redis(url, WORKER);
    super(name, processor, { ...options, connection: redis });
    this.redis = redis;
  }

  override async close(): Promise<void> {
    try {
      await super.close(this.redis.status !== 'ready');
    } finally {
      this.redis.disconnect();
    }
  }
}

/** Throws unless the server's INFO says that it neither drops keys when full nor forgets them when it restarts. */
export function assertKeepsJobs(info: string): void {
  const field = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const policy = field('maxmemory_policy');
  if (policy !== 'noeviction') {
    throw new QueueSetupError(`Redis would drop jobs when it is full: set maxmemory-policy to noeviction (it is ${policy ?? 'unknown'}).`);
  }
  if (field('aof_enabled') !== '1') {
    throw new QueueSetupError('Redis would forget jobs when it restarts: set appendonly to yes.');
  }
}
