import { randomBytes } from 'node:crypto';
import type { Config } from '@numera/config';
import type { JobData, Outcome } from '@numera/contracts';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { openQueues } from '@numera/queue';
import { openObjectStore, type ObjectStore } from '@numera/storage';
import { freshQueuePrefix, hasRedis, silentLogger, temporaryFolder, testPostgres, testRedis } from '@numera/testing';
import { uuidv7 } from 'uuidv7';
import { CHAMPION, DEFAULT_WORKSPACE, DIGITS } from '../platform/tokens';
import { Expiry } from './expiry';
import { PredictionIntake } from './intake';
import { PredictionQueue } from './queue';
import { PredictionRepository, type NewPrediction } from './repository';
import { presentPrediction, settledRow } from './rows';
import { MOST_SWEEPS, Sweeper } from './sweeper';
import { Waiters } from './waiters';

const MODEL = 'digits-20260101-0123abcd';
const MINUTE = 60_000;
const timings = { queueMs: 1, decodeMs: 2, inferMs: 3 };

/** Everything under test on a database, a queue and a folder of its own, with a clock that the test moves. */
async function open(redisUrl?: string) {
  const postgres = await testPostgres({ migrate });
  const folder = await temporaryFolder('objects');
  const database = openDatabase(postgres.appUrl, 4);
  const prefix = freshQueuePrefix();
  const queues = await openQueues(
    { REDIS_URL: redisUrl, DATABASE_QUEUE_URL: postgres.queueUrl, NUMERA_QUEUE_PREFIX: prefix },
    silentLogger(),
  );
  const store = await openObjectStore({ NUMERA_OBJECTS: folder.path } as Config);
  await addChampion(database);
  const clock = { now: new Date() };
  const now = () => clock.now;
  const repository = new PredictionRepository(database);
  const queue = new PredictionQueue(queues, silentLogger());
  const waiters = new Waiters();
  const sweeper = new Sweeper(repository, queue, waiters, now, silentLogger());
  const expiry = new Expiry(database, store, now);
  const close = async () => {
    await queues.close();
    await database.$disconnect();
    await postgres.stop();
    await folder.remove();
  };
  return { database, queues, store, clock, repository, queue, waiters, sweeper, expiry, close };
}

async function addModel(database: Database, version: string): Promise<void> {
  const key = 'models/aa/00000000-0000';
  await database.modelVersion.create({
    data: { version, recogniser: DIGITS, sha256: 'a'.repeat(64), origin: 'shipped', onnxKey: key, cardKey: key, card: {} },
  });
}

async function addChampion(database: Database): Promise<void> {
  await addModel(database, MODEL);
  await database.modelAlias.create({ data: { workspaceId: DEFAULT_WORKSPACE, recogniser: DIGITS, name: CHAMPION, modelVersion: MODEL } });
}

async function newPrediction(store: ObjectStore, now: Date, change: Partial<NewPrediction> = {}): Promise<NewPrediction> {
  const objectKey = `images/ab/${uuidv7()}`;
  await store.put(objectKey, Buffer.from('pixels'));
  return {
    id: uuidv7(),
    workspaceId: DEFAULT_WORKSPACE,
    ownerId: null,
    apiKeyId: null,
    recogniser: DIGITS,
    options: { layout: 'auto' },
    optionsHash: 'h',
    tokenHash: null,
    requestId: 'r-1',
    createdAt: now,
    expiresAt: new Date(now.getTime() + 60 * MINUTE),
    image: { sha256: randomBytes(32).toString('hex'), objectKey, mime: 'image/png', bytes: 6, width: 28, height: 28 },
    ...change,
  };
}

function read(predictionId: string, text: string): Outcome {
  return { status: 'done', predictionId, reading: { text, confidence: 0.99, decision: 'accept', glyphs: [] }, timings };
}

describe.each(['postgres', 'redis'] as const)('predictions with the queue on %s', (kind) => {
  const isSkipped = kind === 'redis' && !hasRedis();
  const scenario = isSkipped ? it.skip : it;
  let world: Awaited<ReturnType<typeof open>>;
  let redis: Awaited<ReturnType<typeof testRedis>> = null;

  beforeAll(async () => {
    if (isSkipped) return;
    redis = kind === 'redis' ? await testRedis() : null;
    world = await open(redis?.url);
  });
  afterAll(async () => {
    if (isSkipped) return;
    await world.close();
    await redis?.stop();
  });

  async function accepted(change: Partial<NewPrediction> = {}) {
    return create(await newPrediction(world.store, world.clock.now, change));
  }

  /** One prediction's row, without its job. */
  async function create(prediction: NewPrediction) {
    const queued = (await world.repository.createMany([prediction], uuidv7())).get(prediction.id);
    if (queued === undefined) throw new Error('there is no champion');
    return queued;
  }

  scenario('routes a prediction to the champion and keeps one row for the same bytes', async () => {
    const first = await newPrediction(world.store, world.clock.now);
    const second = await newPrediction(world.store, world.clock.now, { image: { ...first.image, objectKey: `images/cd/${uuidv7()}` } });
    const one = await create(first);
    const two = await create(second);
    expect(one.modelVersion).toBe(MODEL);
    expect(two.objectKey).toBe(first.image.objectKey);
    expect(await world.database.image.count({ where: { sha256: first.image.sha256 } })).toBe(1);
    const { sha256, objectKey } = first.image;
    const asked = [
      { workspaceId: DEFAULT_WORKSPACE, sha256: 'f'.repeat(64) },
      { workspaceId: DEFAULT_WORKSPACE, sha256 },
      { workspaceId: uuidv7(), sha256 },
    ];
    expect(await world.repository.findObjectKeys(asked, world.clock.now)).toEqual([undefined, objectKey, undefined]);
  });

  scenario('routes a workspace that chose no model to the installation’s champion, and one that chose to its own', async () => {
    const { database, store, clock } = world;
    const [following, choosing] = [uuidv7(), uuidv7()];
    const [promoted, chosen] = ['digits-20260202-0123abcd', 'digits-20260303-0123abcd'];
    await database.workspace.createMany({ data: [following, choosing].map((id) => ({ id, name: 'Archive' })) });
    for (const version of [promoted, chosen]) await addModel(database, version);
    const routed = async (workspaceId: string) => (await create(await newPrediction(store, clock.now, { workspaceId }))).modelVersion;
    const alias = { recogniser: DIGITS, name: CHAMPION };
    const champion = { where: { workspaceId_recogniser_name: { workspaceId: DEFAULT_WORKSPACE, ...alias } } };
    expect(await routed(following)).toBe(MODEL);
    await database.modelAlias.create({ data: { workspaceId: choosing, ...alias, modelVersion: chosen } });
    await database.modelAlias.update({ ...champion, data: { modelVersion: promoted } });
    expect(await Promise.all([following, choosing, DEFAULT_WORKSPACE].map(routed))).toEqual([promoted, chosen, promoted]);
    await database.modelAlias.update({ ...champion, data: { modelVersion: MODEL } });
  });

  scenario('adds many at once in one job, the same bytes twice as one image', async () => {
    const intake = new PredictionIntake(world.repository, world.queue);
    const asked = await Promise.all(Array.from({ length: 20 }, () => newPrediction(world.store, world.clock.now)));
    const twin = { ...asked[5]!, id: uuidv7(), image: { ...asked[5]!.image, objectKey: `images/ef/${uuidv7()}` } };
    const before = (await world.queues.depth('inference')).waiting;
    const queued = await Promise.all([...asked, twin].map((prediction) => intake.add(prediction)));
    expect(queued.map((one) => one?.id)).toEqual([...asked, twin].map(({ id }) => id));
    expect(queued.at(-1)?.objectKey).toBe(asked[5]!.image.objectKey);
    // The first goes alone, the next sixteen together, the rest after them.
    expect((await world.queues.depth('inference')).waiting).toBe(before + 3);
    expect(new Set(queued.map((one) => one?.jobId)).size).toBe(3);
    const unrouted = await newPrediction(world.store, world.clock.now, { workspaceId: uuidv7() });
    expect(await intake.add(unrouted)).toBeNull();
  });

  scenario('settles once: the same result again, or another one, changes nothing', async () => {
    const { id } = await accepted();
    expect(await world.repository.settle([read(id, '7')], MODEL, world.clock.now)).toEqual([id]);
    const before = await world.repository.find(id);
    expect(await world.repository.settle([read(id, '7')], MODEL, world.clock.now)).toEqual([]);
    expect(await world.repository.settle([read(id, '1')], MODEL, world.clock.now)).toEqual([]);
    expect(await world.repository.find(id)).toEqual(before);
    expect(await world.database.reading.count({ where: { predictionId: id } })).toBe(1);
    expect(presentPrediction(before!)).toMatchObject({
      id,
      status: 'done',
      text: '7',
      confidence: 0.99,
      decision: 'accept',
      model: MODEL,
      error: null,
    });
  });

  scenario('keeps what is shown beside the text, and shows a reading from before without it', async () => {
    const details = {
      alternatives: [{ text: '1', confidence: 0.01 }],
      unconstrained: { text: '1', confidence: 0.3 },
      separators: [{ symbol: ',', box: { x: 1, y: 2, width: 3, height: 4 }, row: 0, after: 0 }],
      reason: 'sure' as const,
      mode: 'accurate' as const,
    };
    const [one, two] = [await accepted(), await accepted()];
    const plain = read(two.id, '7');
    const full = read(one.id, '7');
    if (full.status === 'done') Object.assign(full.reading, details);
    await world.repository.settle([full, plain], MODEL, world.clock.now);
    const row = await world.repository.find(one.id);
    expect(presentPrediction(row!)).toMatchObject({ text: '7', ...details });
    expect(
      presentPrediction(
        settledRow({ ...one, workspaceId: DEFAULT_WORKSPACE, ownerId: null, apiKeyId: null, tokenHash: null }, full, world.clock.now),
      ),
    ).toMatchObject({ text: '7', ...details });
    expect(Object.keys(presentPrediction((await world.repository.find(two.id))!))).not.toContain('reason');
  });

  scenario('settles a chunk with the same prediction twice in it', async () => {
    const { id } = await accepted();
    expect(await world.repository.settle([read(id, '7'), read(id, '7')], MODEL, world.clock.now)).toEqual([id]);
    expect(await world.database.reading.count({ where: { predictionId: id } })).toBe(1);
  });

  scenario('keeps the code and the sentence of a failure, and no reading', async () => {
    const { id } = await accepted();
    const error = { code: 'undecodable', message: 'The image is damaged and cannot be read.' };
    await world.repository.settle([{ status: 'failed', predictionId: id, error, timings }], MODEL, world.clock.now);
    const shown = presentPrediction((await world.repository.find(id))!);
    expect(shown).toMatchObject({ status: 'failed', text: null, confidence: null, decision: null, glyphs: [], model: null, error });
  });

  scenario('ignores results for predictions that are gone', async () => {
    expect(await world.repository.settle([read(uuidv7(), '7')], MODEL, world.clock.now)).toEqual([]);
  });

  scenario('adds the same job once, however often it is enqueued', async () => {
    const queued = await accepted();
    const before = (await world.queues.depth('inference')).waiting;
    await Promise.all([1, 2, 3].map(() => world.queue.add([queued])));
    expect((await world.queues.depth('inference')).waiting).toBe(before + 1);
    expect(await world.queue.isQueued(queued)).toBe(true);
  });

  scenario('puts a pending prediction without a job back, leaves one with a job alone, and gives up after five', async () => {
    const lost = await accepted();
    const safe = await accepted();
    await world.queue.add([safe]);
    expect(await world.sweeper.sweep()).toBe(0);
    world.clock.now = new Date(world.clock.now.getTime() + MINUTE);
    expect(await world.sweeper.sweep()).toBeGreaterThan(0);
    expect(await world.database.prediction.findUnique({ where: { id: lost.id } })).toMatchObject({ sweeps: 1, status: 'pending' });
    expect(await world.database.prediction.findUnique({ where: { id: safe.id } })).toMatchObject({ sweeps: 0 });
    expect(await world.queue.isQueued({ jobId: `${lost.id}-1` })).toBe(true);

    const hopeless = await accepted();
    await world.database.prediction.update({ where: { id: hopeless.id }, data: { sweeps: MOST_SWEEPS } });
    world.clock.now = new Date(world.clock.now.getTime() + MINUTE);
    await world.sweeper.sweep();
    expect(presentPrediction((await world.repository.find(hopeless.id))!)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
  });

  scenario('lets two gateways sweep at once and enqueues once', async () => {
    const lost = await accepted();
    const claims = await Promise.all([1, 2, 3].map(() => world.repository.claimSweep(lost, 'again', world.clock.now)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  scenario('removes what has expired, rows and objects, and keeps an image that something living uses', async () => {
    const asked = await newPrediction(world.store, world.clock.now);
    const short = await create(asked);
    const lasting = await accepted({ expiresAt: null });
    const shared = await create({
      ...asked,
      id: uuidv7(),
      image: { ...asked.image, sha256: 'b'.repeat(64), objectKey: `images/ee/${uuidv7()}` },
    });
    await world.store.put(shared.objectKey, Buffer.from('pixels'));
    await create({ ...asked, id: uuidv7(), expiresAt: null, image: { ...asked.image, sha256: 'b'.repeat(64) } });
    world.clock.now = new Date(world.clock.now.getTime() + 61 * MINUTE);
    await world.expiry.clean();
    expect(await world.repository.find(short.id)).toBeNull();
    expect(await world.store.exists(short.objectKey)).toBe(false);
    expect(await world.database.image.count({ where: { objectKey: short.objectKey } })).toBe(0);
    expect(await world.repository.find(lasting.id)).not.toBeNull();
    expect(await world.store.exists(lasting.objectKey)).toBe(true);
    expect(await world.repository.find(shared.id)).toBeNull();
    expect(await world.store.exists(shared.objectKey)).toBe(true);
  });

  scenario('hands a worker what it needs to read the image', async () => {
    const queued = await accepted();
    await world.queue.add([queued]);
    const taken = new Promise<JobData<'recognise'>>((resolve) => {
      void world.queues.startWorkers('inference', {
        show: () => Promise.resolve(),
        recognise: (data) => {
          if (data.items.some((item) => item.predictionId === queued.id)) resolve(data);
          return Promise.resolve();
        },
      });
    });
    expect(await taken).toMatchObject({
      model: MODEL,
      objects: { onnx: queued.onnxKey },
      items: [{ predictionId: queued.id, image: queued.objectKey, options: { layout: 'auto' }, requestId: 'r-1' }],
    });
  });
});
