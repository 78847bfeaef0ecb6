import type { Config } from '@numera/config';
import type { Logger } from '@numera/telemetry';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis } from 'rate-limiter-flexible';
import type { Quota } from './rules';

/** How much of a quota is used, and when it begins anew. */
export interface Count {
  readonly used: number;
  readonly resetMs: number;
}

/** Counts of one limit that all gateways share. */
export interface Counter {
  /** Adds to a key's count and says what it is now. */
  add(key: string, points: number): Promise<Count>;
}

/** Where counts are kept: in Redis where there is one, else in PostgreSQL. While that is away every gateway counts for itself. */
export interface CounterStore {
  counter(name: string, quota: Quota): Counter;
  close(): Promise<void>;
}

/** Opens the store; resolves once it is there, or known to be away: it is taken up as soon as it comes. */
export async function openCounterStore(
  config: Pick<Config, 'REDIS_URL' | 'DATABASE_APP_URL' | 'NUMERA_QUEUE_PREFIX'>,
  logger: Logger,
): Promise<CounterStore> {
  const warn = (error: Error) => logger.warn({ err: error }, 'the connection that counts for the limits was lost');
  if (config.REDIS_URL !== undefined) {
    const redis = new Redis(config.REDIS_URL, { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 5_000 });
    redis.on('error', warn);
    await new Promise((resolve) => redis.once('ready', resolve).once('error', resolve));
    return {
      counter: (name, quota) =>
        counterOf(
          new RateLimiterRedis({
            ...settingsOf(`${config.NUMERA_QUEUE_PREFIX}:limit:${name}`, quota),
            storeClient: redis,
            rejectIfRedisNotReady: true,
          }),
        ),
      close: () => Promise.resolve(redis.disconnect()),
    };
  }
  // Two connections: what waits for them is sign-ins, and a sign-in's password costs many times as much.
  const pool = new Pool({ connectionString: config.DATABASE_APP_URL, max: 2, application_name: 'numera-gateway-limits' });
  pool.on('error', warn);
  return {
    counter: (name, quota) =>
      counterOf(new RateLimiterPostgres({ ...settingsOf(name, quota), storeClient: pool, tableName: 'rate_limits', tableCreated: true })),
    close: () => pool.end(),
  };
}

const settingsOf = (keyPrefix: string, { points, seconds }: Quota) => {
  const settings = { keyPrefix, points, duration: seconds };
  return { ...settings, insuranceLimiter: new RateLimiterMemory(settings) };
};

function counterOf(limiter: RateLimiterPostgres | RateLimiterRedis): Counter {
  return {
    async add(key, points) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, points);
      return { used: consumedPoints, resetMs: Math.max(0, msBeforeNext) };
    },
  };
}
