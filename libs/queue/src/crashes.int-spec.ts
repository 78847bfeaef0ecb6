import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freshQueuePrefix, hasRedis, silentLogger, temporaryFolder, testPostgres, testRedis } from '@numera/testing';
import { openQueues, type JobPayload } from './index';

const key = 'images/00/0123456789abcdef';
const recognise = (): JobPayload<'recognise'> => ({
  model: 'digits-20260101-00000000',
  objects: { onnx: key, card: key },
  items: [{ predictionId: randomUUID(), image: key, options: { layout: 'auto' }, askedAt: 1 }],
});

/** A worker that takes a job and never ends it. */
const STUCK_WORKER = `
  const { openQueues } = require(${JSON.stringify(join(__dirname, '..', 'dist', 'index.js'))});
  const { createLogger } = require(${JSON.stringify(join(__dirname, '..', '..', 'telemetry', 'dist', 'index.js'))});
  openQueues(process.env, createLogger('stuck', { LOG_LEVEL: 'silent' }))
    .then((queues) => queues.startWorkers('inference', { show: async () => undefined, recognise: () => new Promise(() => process.send('taken')) }))
    .then(() => process.send('ready'));
`;

interface Settings {
  readonly DATABASE_QUEUE_URL?: string;
  readonly REDIS_URL?: string;
}

/** A worker takes the job and is killed; another one gets it when the lock has run out. */
async function survivesKill(server: Settings): Promise<void> {
  const folder = await temporaryFolder('crash');
  const script = join(folder.path, 'stuck.cjs');
  await writeFile(script, STUCK_WORKER);
  const settings = { ...server, NUMERA_QUEUE_PREFIX: freshQueuePrefix() };
  const queues = await openQueues(settings, silentLogger());
  const stuck = fork(script, { env: { ...process.env, ...settings } });
  try {
    expect(await once(stuck, 'message')).toContain('ready');
    const taken = once(stuck, 'message');
    await queues.enqueue('recognise', recognise(), { id: 'job-a' });
    expect(await taken).toContain('taken');
    const ended = once(stuck, 'exit');
    stuck.kill('SIGKILL');
    await ended;
    expect(await queues.jobState('inference', 'job-a')).toBe('active');
    const events = new EventEmitter();
    const again = once(events, 'again');
    await queues.startWorkers('inference', {
      show: async () => undefined,
      recognise: async (_data, { jobId }) => void events.emit('again', jobId),
    });
    expect(await again).toEqual(['job-a']);
  } finally {
    stuck.kill('SIGKILL');
    await queues.close();
    await folder.remove();
  }
}

describe('a worker killed in the middle of a job', () => {
  it('loses the job to another worker, on PostgreSQL', async () => {
    const database = await testPostgres();
    try {
      await survivesKill({ DATABASE_QUEUE_URL: database.queueUrl });
    } finally {
      await database.stop();
    }
  });

  (hasRedis() ? it : it.skip)('loses the job to another worker, on Redis', async () => {
    const redis = await testRedis();
    try {
      await survivesKill({ REDIS_URL: redis?.url });
    } finally {
      await redis?.stop();
    }
  });
});

(hasRedis() ? describe : describe.skip)('a Redis that dies and comes back', () => {
  it('has every job, and workers and producers find it again', async () => {
    const redis = await testRedis();
    if (!redis) throw new Error('redis-server went away');
    const queues = await openQueues({ REDIS_URL: redis.url, NUMERA_QUEUE_PREFIX: freshQueuePrefix() }, silentLogger());
    try {
      await queues.enqueue('train', { runId: randomUUID(), recipe: 's1', dataset: 'strokes', seed: 1 }, { id: 'before' });
      const events = new EventEmitter();
      const seen: string[] = [];
      await queues.startWorkers('inference', {
        show: async () => undefined,
        async recognise(_data, { jobId }) {
          seen.push(jobId);
          events.emit(jobId);
        },
      });
      const warm = once(events, 'warm');
      await queues.enqueue('recognise', recognise(), { id: 'warm' });
      await warm;

      await redis.restart();
      // The producer notices within one try of its own; a caller that fails here asks again.
      const after = once(events, 'after');
      for (const limit = Date.now() + 60_000; ;) {
        try {
          await queues.enqueue('recognise', recognise(), { id: 'after' });
          break;
        } catch (error) {
          if (Date.now() > limit) throw error;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
      await after;
      expect(seen).toEqual(['warm', 'after']);
      expect(await queues.jobState('training', 'before')).toBe('waiting');
    } finally {
      await queues.close();
      await redis.stop();
    }
  });

  it('makes producers fail, and not wait, while it is away', async () => {
    const redis = await testRedis();
    if (!redis) throw new Error('redis-server went away');
    const queues = await openQueues({ REDIS_URL: redis.url, NUMERA_QUEUE_PREFIX: freshQueuePrefix() }, silentLogger());
    await redis.stop();
    await expect(queues.enqueue('recognise', recognise())).rejects.toThrow();
    await expect(queues.healthCheck()).rejects.toThrow();
    await queues.close();
  });

  it('lets workers and producers end while it is away', async () => {
    const redis = await testRedis();
    if (!redis) throw new Error('redis-server went away');
    const queues = await openQueues({ REDIS_URL: redis.url, NUMERA_QUEUE_PREFIX: freshQueuePrefix() }, silentLogger());
    await queues.startWorkers('inference', { recognise: () => Promise.resolve(), show: () => Promise.resolve() });
    await redis.stop();
    await queues.close();
  });
});
