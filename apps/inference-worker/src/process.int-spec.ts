import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelCard, type JobData, type RecogniseItem } from '@numera/contracts';
import { openQueues, type Queues } from '@numera/queue';
import { newObjectKey, openObjectStore, type ObjectStore } from '@numera/storage';
import {
  freshQueuePrefix,
  sevenBmp,
  silentLogger,
  temporaryFolder,
  testPostgres,
  type TemporaryFolder,
  type TestDatabase,
} from '@numera/testing';

const ROOT = join(__dirname, '..', '..', '..');
const MODEL = join(ROOT, 'models', 'digits');

/** The built worker, as the launcher starts it. */
describe('the inference worker as a process', () => {
  let database: TestDatabase;
  let folder: TemporaryFolder;
  let storage: ObjectStore;
  let gateway: Queues;
  let version: string;
  let env: NodeJS.ProcessEnv;
  const results = new EventEmitter();

  beforeAll(async () => {
    database = await testPostgres();
    folder = await temporaryFolder('worker');
    env = {
      ...process.env,
      DATABASE_QUEUE_URL: database.queueUrl,
      REDIS_URL: '',
      NUMERA_DATA: folder.path,
      NUMERA_MODEL: MODEL,
      NUMERA_QUEUE_PREFIX: freshQueuePrefix(),
    };
    storage = await openObjectStore({ NUMERA_DATA: folder.path });
    version = modelCard.parse(JSON.parse(await readFile(join(MODEL, 'card.json'), 'utf8'))).version;
    const config = { DATABASE_QUEUE_URL: database.queueUrl, NUMERA_QUEUE_PREFIX: env.NUMERA_QUEUE_PREFIX ?? '' };
    gateway = await openQueues(config, silentLogger());
    await gateway.startWorkers('results', {
      recognised: async (data) => void results.emit(data.requestId ?? '', data),
      trainingProgressed: async () => undefined,
      trained: async () => undefined,
      shown: async () => undefined,
    });
  });
  afterAll(async () => {
    await gateway.close();
    await database.stop();
    await folder.remove();
  });

  async function start(): Promise<{ worker: ChildProcess; log: () => string }> {
    const worker = fork(join(__dirname, '..', 'dist', 'main.js'), { env, silent: true });
    let text = '';
    worker.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    expect(await once(worker, 'message')).toMatchObject([{ type: 'ready', model: version }]);
    return { worker, log: () => text };
  }

  async function itemsOf(count: number): Promise<RecogniseItem[]> {
    const image = newObjectKey('images');
    await storage.put(image, sevenBmp());
    return Array.from({ length: count }, () => ({
      predictionId: randomUUID(),
      image,
      options: { layout: 'auto' as const },
      askedAt: Date.now(),
    }));
  }

  async function enqueue(model: string, items: RecogniseItem[]): Promise<{ requestId: string; result: Promise<JobData<'recognised'>> }> {
    const requestId = randomUUID();
    const result = once(results, requestId).then(([data]) => data as JobData<'recognised'>);
    const objects = { onnx: newObjectKey('models'), card: newObjectKey('models') };
    await gateway.enqueue('recognise', { requestId, model, objects, items });
    return { requestId, result };
  }

  it('answers a chunk with one result, and the request id is in its log', async () => {
    const { worker, log } = await start();
    const items = await itemsOf(3);
    const { requestId, result } = await enqueue(version, items);
    const { outcomes, model } = await result;
    expect(model).toBe(version);
    expect(outcomes.map(({ predictionId }) => predictionId)).toEqual(items.map(({ predictionId }) => predictionId));
    expect(outcomes.map((outcome) => outcome.status === 'done' && outcome.reading.text)).toEqual(['7', '7', '7']);
    const ended = once(worker, 'close');
    worker.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const line = log()
      .split('\n')
      .find((text) => text.includes('"recognised"'));
    expect(line).toContain(requestId);
  });

  it('reports a job whose model can not be had as failed, not as a fault of the image', async () => {
    const { worker } = await start();
    const { result } = await enqueue('digits-20200101-00000000', await itemsOf(2));
    const { outcomes } = await result;
    expect(outcomes.map((outcome) => outcome.status === 'failed' && outcome.error.code)).toEqual(['internal', 'internal']);
    const ended = once(worker, 'close');
    worker.kill('SIGTERM');
    await ended;
  });

  it('finishes the jobs it holds when its launcher is gone, and loses none', async () => {
    const { worker } = await start();
    const asked = await Promise.all(Array.from({ length: 8 }, async () => enqueue(version, await itemsOf(4))));
    await asked[0]?.result;
    // `close` never comes when the launcher itself has closed the channel.
    const ended = once(worker, 'exit');
    worker.disconnect();
    expect(await ended).toEqual([0, null]);
    const { active } = await gateway.depth('inference');
    expect(active).toBe(0);
    const { worker: next } = await start();
    for (const { outcomes } of await Promise.all(asked.map(({ result }) => result))) expect(outcomes).toHaveLength(4);
    next.kill('SIGTERM');
    await once(next, 'close');
  });
});
