import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { EventEmitter } from 'node:events';
import { freshQueuePrefix, hasRedis, recordingLogger, silentLogger, testPostgres, testRedis } from '@numera/testing';
import type { JobData } from '@numera/contracts';
import { BadInput, openQueues, Postponed, QueueSetupError, type Exhausted, type JobPayload, type Queues } from './index';

interface Server {
  readonly REDIS_URL?: string;
  readonly DATABASE_QUEUE_URL?: string;
  stop(): Promise<void>;
}

const servers: readonly [string, () => Promise<Server>][] = [
  [
    'PostgreSQL',
    async () => {
      const { queueUrl, stop } = await testPostgres();
      return { DATABASE_QUEUE_URL: queueUrl, stop };
    },
  ],
  [
    'Redis',
    async () => {
      const redis = await testRedis();
      if (!redis) throw new Error('redis-server went away');
      return { REDIS_URL: redis.url, stop: redis.stop };
    },
  ],
];

const key = 'images/00/0123456789abcdef';
const recognise = (predictionId: string = randomUUID()): JobPayload<'recognise'> => ({
  requestId: 'request-1',
  model: 'digits-20260101-00000000',
  objects: { onnx: key, card: key },
  items: [{ predictionId, image: key, options: { layout: 'auto' }, askedAt: 1 }],
});

describe.each(servers.filter(([name]) => name === 'PostgreSQL' || hasRedis()))('the queue on %s', (_, open) => {
  let server: Server;
  let prefix: string;
  let opened: Queues[];

  beforeAll(async () => {
    server = await open();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    prefix = freshQueuePrefix();
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((queues) => queues.close()));
  });

  async function openMine(logger = silentLogger()): Promise<Queues> {
    const queues = await openQueues({ ...server, NUMERA_QUEUE_PREFIX: prefix }, logger);
    opened.push(queues);
    return queues;
  }

  it('hands a parsed job to its handler, with the request id on every line of its log', async () => {
    const { logger, lines } = recordingLogger();
    const queues = await openMine(logger);
    const taken = new EventEmitter();
    await queues.startWorkers('inference', {
      show: nothing,
      async recognise(data, context) {
        context.logger.info('here');
        taken.emit('job', data, context.attempt);
      },
    });
    const job = once(taken, 'job');
    const payload = recognise();
    await queues.enqueue('recognise', payload);
    expect(await job).toEqual([{ ...payload, v: 1 }, 1]);
    expect(lines.find(({ msg }) => msg === 'here')).toMatchObject({ requestId: 'request-1', job: 'recognise' });
  });

  it('refuses to add a payload that does not parse', async () => {
    const queues = await openMine();
    await expect(queues.enqueue('recognise', { ...recognise(), items: [] })).rejects.toThrow(/items/);
    expect(await queues.depth('inference')).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 });
  });

  it('runs a job again after an unexpected error', async () => {
    const queues = await openMine();
    const done = new EventEmitter();
    await queues.startWorkers('inference', {
      show: nothing,
      async recognise(_data, { attempt }) {
        if (attempt === 1) throw new Error('the disk is away');
        done.emit('attempt', attempt);
      },
    });
    const attempt = once(done, 'attempt');
    await queues.enqueue('recognise', recognise());
    expect(await attempt).toEqual([2]);
  });

  it('runs bad input once, reports it and keeps it as a dead letter', async () => {
    const queues = await openMine();
    let runs = 0;
    const failed = new EventEmitter();
    await queues.startWorkers(
      'inference',
      {
        show: nothing,
        async recognise() {
          runs += 1;
          throw new BadInput('no such thing');
        },
      },
      { onExhausted: async (exhausted) => void failed.emit('exhausted', exhausted) },
    );
    const exhausted = once(failed, 'exhausted');
    const payload = recognise();
    await queues.enqueue('recognise', payload, { id: 'bad-1' });
    const [{ name, data, jobId, error }] = (await exhausted) as [Exhausted<'inference'>];
    expect({ name, data, jobId, message: error.message, runs }).toEqual({
      name: 'recognise',
      data: { ...payload, v: 1 },
      jobId: 'bad-1',
      message: 'no such thing',
      runs: 1,
    });
    expect(await queues.jobState('inference', 'bad-1')).toBe('failed');
    expect(await queues.deadLetters('inference')).toMatchObject([{ id: 'bad-1', name: 'recognise', reason: 'no such thing' }]);
  });

  it('reports a job whose every attempt failed, once', async () => {
    const queues = await openMine();
    const attempts: number[] = [];
    const failed = new EventEmitter();
    await queues.startWorkers(
      'inference',
      {
        show: nothing,
        async recognise(_data, { attempt }) {
          attempts.push(attempt);
          throw new Error('still away');
        },
      },
      { onExhausted: async ({ error }) => void failed.emit('exhausted', error.message) },
    );
    const exhausted = once(failed, 'exhausted');
    await queues.enqueue('recognise', recognise());
    expect(await exhausted).toEqual(['still away']);
    expect(attempts).toEqual([1, 2, 3]);
  });

  it('changes nothing when a job of the same id is added again', async () => {
    const queues = await openMine();
    const id = `p-${randomUUID()}`;
    await queues.enqueue('recognise', recognise(), { id });
    await queues.enqueue('recognise', recognise(), { id });
    expect((await queues.depth('inference')).waiting).toBe(1);
    expect(await queues.isQueued('inference', id)).toBe(true);
    expect(await queues.isQueued('inference', `p-${randomUUID()}`)).toBe(false);
  });

  it('refuses ids that BullMQ would misread', async () => {
    const queues = await openMine();
    await expect(queues.enqueue('recognise', recognise(), { id: 'a:b' })).rejects.toThrow(QueueSetupError);
    await expect(queues.enqueue('recognise', recognise(), { id: '123' })).rejects.toThrow(QueueSetupError);
  });

  it('refuses to boot with a missing handler or a second set of handlers', async () => {
    const queues = await openMine();
    // @ts-expect-error: two handlers are missing.
    await expect(queues.startWorkers('results', { recognised: nothing })).rejects.toThrow(/No handler for job trainingProgressed/);
    await queues.startWorkers('inference', {
      show: nothing,
      recognise: nothing,
    });
    await expect(
      queues.startWorkers('inference', {
        show: nothing,
        recognise: nothing,
      }),
    ).rejects.toThrow(/has handlers in this process already/);
  });

  it('keeps results while nobody takes them', async () => {
    const producer = await openMine();
    const ids = Array.from({ length: 20 }, () => randomUUID());
    await producer.enqueueMany(
      'trained',
      ids.map((runId) => ({ runId, result: { status: 'failed' as const, error: { code: 'bad_recipe', message: 'no' } } })),
    );
    await producer.close();
    const consumer = await openMine();
    const seen: string[] = [];
    const all = new EventEmitter();
    const done = once(all, 'done');
    await consumer.startWorkers('results', {
      recognised: nothing,
      trainingProgressed: nothing,
      shown: nothing,
      async trained({ runId }: JobData<'trained'>) {
        seen.push(runId);
        if (seen.length === ids.length) all.emit('done');
      },
    });
    await done;
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  it('counts the processes that handle a queue', async () => {
    const gateway = await openMine();
    expect(await gateway.workersAlive('inference')).toBe(0);
    const worker = await openMine();
    await worker.startWorkers('inference', {
      show: nothing,
      recognise: async () => undefined,
    });
    expect(await gateway.workersAlive('inference')).toBe(1);
    expect(await gateway.workersAlive('training')).toBe(0);
    await worker.close();
    expect(await gateway.workersAlive('inference')).toBe(0);
  });

  it('puts a postponed job back without losing an attempt', async () => {
    const first = await openMine();
    const events = new EventEmitter();
    const begun = once(events, 'begun');
    await first.startWorkers('training', {
      async train(_data, { signal }) {
        events.emit('begun');
        if (!signal.aborted) await once(signal, 'abort');
        throw new Postponed('the trainer stops');
      },
    });
    await first.enqueue('train', { runId: randomUUID(), recipe: 's1', dataset: 'strokes', seed: 1 }, { id: 'run-a' });
    await begun;
    await first.close();
    const second = await openMine();
    expect(await second.jobState('training', 'run-a')).toBe('waiting');
    const again = once(events, 'again');
    await second.startWorkers('training', { train: async (_data, { attempt }) => void events.emit('again', attempt) });
    expect(await again).toEqual([1]);
  });

  it('waits for running jobs when it closes, and they can still add their results', async () => {
    const queues = await openMine();
    const events = new EventEmitter();
    const begun = once(events, 'begun');
    await queues.startWorkers('inference', {
      show: nothing,
      async recognise({ model }) {
        events.emit('begun');
        await once(events, 'go on');
        const error = { code: 'image_missing', message: 'gone' };
        const timings = { queueMs: 0, decodeMs: 0, inferMs: 0 };
        await queues.enqueue('recognised', { model, outcomes: [{ status: 'failed', predictionId: randomUUID(), error, timings }] });
      },
    });
    await queues.enqueue('recognise', recognise());
    await begun;
    const closed = queues.close();
    events.emit('go on');
    await closed;
    const after = await openMine();
    expect((await after.depth('results')).waiting).toBe(1);
    expect(await after.depth('inference')).toMatchObject({ waiting: 0, active: 0 });
  });

  it('answers a health check', async () => {
    await expect((await openMine()).healthCheck()).resolves.toBeUndefined();
  });
});

const nothing = (): Promise<void> => Promise.resolve();

describe('opening the queue', () => {
  it('refuses without any server', async () => {
    await expect(openQueues({ NUMERA_QUEUE_PREFIX: 'numera' }, silentLogger())).rejects.toThrow(QueueSetupError);
  });

  it('refuses a database that was never migrated, and says what to do', async () => {
    const { ownerUrl, stop } = await testPostgres({ migrate: async ({ ownerUrl: url }) => ({ appUrl: url, queueUrl: url }) });
    try {
      const config = { DATABASE_QUEUE_URL: ownerUrl, NUMERA_QUEUE_PREFIX: 'numera' };
      await expect(openQueues(config, silentLogger())).rejects.toThrow(/run the migrate step first/);
    } finally {
      await stop();
    }
  });

  it.each([
    ['Redis', { REDIS_URL: 'redis://127.0.0.1:1' }],
    ['PostgreSQL', { DATABASE_QUEUE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }],
  ])('fails at once when %s is not there', async (_, server) => {
    await expect(openQueues({ ...server, NUMERA_QUEUE_PREFIX: 'numera' }, silentLogger())).rejects.toThrow(/ECONNREFUSED/);
  });

  (hasRedis() ? it : it.skip)('refuses a Redis that forgets', async () => {
    const redis = await testRedis({ appendonly: 'no' });
    try {
      await expect(openQueues({ REDIS_URL: redis?.url, NUMERA_QUEUE_PREFIX: 'numera' }, silentLogger())).rejects.toThrow(/appendonly/);
    } finally {
      await redis?.stop();
    }
  });
});
