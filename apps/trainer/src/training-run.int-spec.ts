import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { modelCard, type JobData } from '@numera/contracts';
import { openQueues, type JobPayload, type Queues } from '@numera/queue';
import { openObjectStore, type ObjectStore } from '@numera/storage';
import {
  freshQueuePrefix,
  recordingLogger,
  silentLogger,
  temporaryFolder,
  testPostgres,
  type TemporaryFolder,
  type TestDatabase,
} from '@numera/testing';
import { runTraining } from './training-run';

/** The smallest network that is one. */
const tiny = {
  name: 'tiny',
  network: [{ kind: 'flatten' }, { kind: 'dense', units: 10 }],
  batchSize: 50,
  epochs: 1,
};

describe('a training run through the queue', () => {
  let database: TestDatabase;
  let folder: TemporaryFolder;
  let storage: ObjectStore;
  let gateway: Queues;
  let trainer: Queues;
  const results = new EventEmitter();
  const progress: JobData<'trainingProgressed'>[] = [];
  const config = { NUMERA_QUEUE_PREFIX: freshQueuePrefix() };

  const open = (): Promise<Queues> => openQueues({ ...config, DATABASE_QUEUE_URL: database.queueUrl }, silentLogger());

  async function startTrainer(logger = silentLogger()): Promise<Queues> {
    const queues = await open();
    const tools = { queues, storage, machine: { mnist: undefined, threads: 1 } };
    await queues.startWorkers('training', {
      async train(data, context) {
        results.emit('begun', data.runId);
        await runTraining(data, tools, { ...context, logger });
      },
    });
    return queues;
  }

  /** Asks for a run and waits for its end. */
  async function run(order: Omit<JobPayload<'train'>, 'runId'>): Promise<JobData<'trained'>> {
    const runId = randomUUID();
    const ended = once(results, runId);
    await gateway.enqueue('train', { runId, ...order });
    return (await ended)[0] as JobData<'trained'>;
  }

  beforeAll(async () => {
    database = await testPostgres();
    folder = await temporaryFolder('trainer');
    storage = await openObjectStore({ NUMERA_DATA: folder.path });
    gateway = await open();
    await gateway.startWorkers('results', {
      recognised: async () => undefined,
      shown: async () => undefined,
      async trainingProgressed(data) {
        progress.push(data);
        results.emit(`epoch ${data.progress.epoch}`, data);
      },
      trained: async (data) => void results.emit(data.runId, data),
    });
    trainer = await startTrainer();
  });
  afterAll(async () => {
    await trainer.close();
    await gateway.close();
    await database.stop();
    await folder.remove();
  });

  it('reports every epoch and leaves a model that knows where it came from', async () => {
    const { runId, requestId, result } = await run({
      requestId: 'request-7',
      recipe: tiny,
      dataset: 'strokes',
      seed: 3,
      epochs: 2,
      limit: 1_000,
    });
    if (result.status !== 'done') throw new Error(result.error.message);
    const card = modelCard.parse(JSON.parse(Buffer.from(await storage.get(result.objects.card)).toString()));
    expect(card).toMatchObject({ version: result.model, sha256: result.sha256, seed: 3, dataset: { name: 'strokes', train: 1_000 } });
    expect(card.history).toHaveLength(2);
    expect((await storage.get(result.objects.onnx)).length).toBeGreaterThan(28 * 28 * 10 * 4);
    expect(requestId).toBe('request-7');
    const epochs = progress.filter((report) => report.runId === runId).map((report) => report.progress);
    expect(epochs.map(({ epoch }) => epoch).toSorted()).toEqual([1, 2]);
    expect(epochs.every(({ imagesPerSecond, epochs: all }) => imagesPerSecond > 0 && all === 2)).toBe(true);
  });

  it.each([
    ['an unknown recipe', { recipe: 'nobody' }, 'bad_recipe'],
    ['a network that does not end in the labels', { recipe: { ...tiny, network: [{ kind: 'dense', units: 3 }] } }, 'bad_recipe'],
    ['MNIST where there is none', { dataset: 'mnist' as const }, 'bad_dataset'],
  ])('fails %s once, with a code and a sentence', async (_, fault, code) => {
    const { result } = await run({ recipe: tiny, dataset: 'strokes', seed: 1, limit: 100, ...fault });
    expect(result).toEqual({ status: 'failed', error: { code, message: expect.stringMatching(/\w+ \w+/) as string } });
    expect(await gateway.depth('training')).toMatchObject({ waiting: 0, delayed: 0, failed: 0 });
  });

  it('goes back to the queue when the trainer stops, and ends on the next one', async () => {
    const begun = once(results, 'begun');
    const ended = run({ recipe: tiny, dataset: 'strokes', seed: 5, limit: 1_000 });
    await begun;
    await trainer.close();
    expect(await gateway.depth('training')).toMatchObject({ waiting: 1, active: 0 });
    trainer = await startTrainer();
    expect((await ended).result.status).toBe('done');
  });

  async function kept(): Promise<string[]> {
    const keys: string[] = [];
    for await (const key of storage.list('checkpoints')) keys.push(key);
    return keys;
  }

  it('goes on from its last epoch on the next trainer, and leaves no checkpoint', async () => {
    const third = once(results, 'epoch 3');
    const ended = run({ recipe: tiny, dataset: 'strokes', seed: 6, limit: 500, epochs: 80 });
    await third;
    await trainer.close();
    const { logger, lines } = recordingLogger();
    trainer = await startTrainer(logger);
    const { runId, result } = await ended;
    if (result.status !== 'done') throw new Error(result.error.message);
    expect(lines.map(({ msg }) => msg)).toContainEqual(expect.stringMatching(/^going on after epoch \d+ of 80$/));
    const card = modelCard.parse(JSON.parse(Buffer.from(await storage.get(result.objects.card)).toString()));
    expect(card.history).toHaveLength(80);
    const reports = progress.filter((report) => report.runId === runId).map((report) => report.progress);
    expect(reports.every(({ remainingMs, learningRate }) => remainingMs !== undefined && learningRate === 0.001)).toBe(true);
    // It goes once the result is on its way.
    while ((await kept()).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  }, 180_000);
});
