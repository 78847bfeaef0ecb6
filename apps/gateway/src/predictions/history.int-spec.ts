import { randomBytes } from 'node:crypto';
import type { Config } from '@numera/config';
import { predictionListQuery, type Decision } from '@numera/contracts';
import { migrate, openDatabase, type Database } from '@numera/prisma';
import { openObjectStore, type ObjectStore } from '@numera/storage';
import { temporaryFolder, testPostgres, type TemporaryFolder, type TestDatabase } from '@numera/testing';
import { uuidv7 } from 'uuidv7';
import { CHAMPION, DEFAULT_WORKSPACE, DIGITS } from '../platform/tokens';
import { Expiry } from './expiry';
import { PredictionHistory, statement } from './history';
import { PredictionRemoval } from './removal';
import { PredictionRepository } from './repository';

const MODEL = 'digits-20260101-0123abcd';
const timings = { queueMs: 1, decodeMs: 2, inferMs: 3 };
const everything = predictionListQuery.parse({});

describe('a person’s predictions', () => {
  let postgres: TestDatabase;
  let folder: TemporaryFolder;
  let database: Database;
  let store: ObjectStore;
  let repository: PredictionRepository;
  let history: PredictionHistory;
  let removal: PredictionRemoval;
  let expiry: Expiry;
  const clock = { now: new Date('2026-05-01T12:00:00Z') };

  beforeAll(async () => {
    postgres = await testPostgres({ migrate });
    folder = await temporaryFolder('objects');
    database = openDatabase(postgres.appUrl, 4);
    store = await openObjectStore({ NUMERA_OBJECTS: folder.path } as Config);
    repository = new PredictionRepository(database);
    history = new PredictionHistory(database);
    removal = new PredictionRemoval(database);
    expiry = new Expiry(database, store, () => clock.now);
    const key = 'models/aa/00000000-0000';
    await database.modelVersion.create({
      data: { version: MODEL, recogniser: DIGITS, sha256: 'a'.repeat(64), origin: 'shipped', onnxKey: key, cardKey: key, card: {} },
    });
    await database.modelAlias.create({ data: { workspaceId: DEFAULT_WORKSPACE, recogniser: DIGITS, name: CHAMPION, modelVersion: MODEL } });
  });
  afterAll(async () => {
    await database.$disconnect();
    await postgres.stop();
    await folder.remove();
  });

  async function newPerson(): Promise<string> {
    const id = uuidv7();
    await database.user.create({ data: { id, name: 'Ann', email: `${id}@example.org` } });
    return id;
  }

  async function predict(ownerId: string | null, sha256 = randomBytes(32).toString('hex')) {
    const objectKey = `images/ab/${uuidv7()}`;
    const id = uuidv7();
    await store.put(objectKey, Buffer.from('pixels'));
    const prediction = {
      id,
      workspaceId: DEFAULT_WORKSPACE,
      ownerId,
      apiKeyId: null,
      recogniser: DIGITS,
      options: { layout: 'auto' as const },
      optionsHash: 'h',
      tokenHash: null,
      requestId: 'r-1',
      createdAt: clock.now,
      expiresAt: ownerId === null ? new Date(clock.now.getTime() + 3_600_000) : null,
      image: { sha256, objectKey, mime: 'image/png', bytes: 6, width: 28, height: 28 },
    };
    const queued = (await repository.createMany([prediction], uuidv7())).get(id);
    return { id, objectKey: queued!.objectKey };
  }

  async function read(ownerId: string, text: string, confidence: number, decision: Decision = 'accept') {
    const { id } = await predict(ownerId);
    await repository.settle(
      [{ status: 'done', predictionId: id, reading: { text, confidence, decision, glyphs: [] }, timings }],
      MODEL,
      clock.now,
    );
    return id;
  }

  const texts = async (ownerId: string, query: Record<string, unknown>) =>
    (await history.page(DEFAULT_WORKSPACE, ownerId, predictionListQuery.parse(query))).items.map(({ text }) => text);

  it('are listed newest first, a page at a time, and nobody else’s', async () => {
    const [ann, bob] = [await newPerson(), await newPerson()];
    await read(bob, '9', 0.9);
    for (const text of ['1', '2', '3', '4', '5']) await read(ann, text, 0.9);
    const first = await history.page(DEFAULT_WORKSPACE, ann, { ...everything, limit: 2 });
    expect(first.items.map(({ text }) => text)).toEqual(['5', '4']);
    await read(ann, '6', 0.9);
    const second = await history.page(DEFAULT_WORKSPACE, ann, { ...everything, limit: 2, cursor: first.nextCursor! });
    const third = await history.page(DEFAULT_WORKSPACE, ann, { ...everything, limit: 2, cursor: second.nextCursor! });
    expect([...second.items, ...third.items].map(({ text }) => text)).toEqual(['3', '2', '1']);
    expect(third.nextCursor).toBeNull();
    expect((await history.page(uuidv7(), ann, everything)).items).toEqual([]);
  });

  it('are found by text, decision, confidence and date', async () => {
    const ann = await newPerson();
    await read(ann, '0471', 0.99);
    await read(ann, '47%', 0.6, 'review');
    clock.now = new Date('2026-05-02T12:00:00Z');
    await read(ann, '1999', 0.8, 'review');
    await predict(ann);
    expect(await texts(ann, { text: '47' })).toEqual(['47%', '0471']);
    expect(await texts(ann, { text: '7%' })).toEqual(['47%']);
    expect(await texts(ann, { decision: 'review' })).toEqual(['1999', '47%']);
    expect(await texts(ann, { minConfidence: '0.7', maxConfidence: '0.9' })).toEqual(['1999']);
    expect(await texts(ann, { from: '2026-05-02T00:00:00Z' })).toEqual([null, '1999']);
    expect(await texts(ann, { to: '2026-05-02T12:00:00Z' })).toEqual(['47%', '0471']);
  });

  it('are found through the index of their owner', async () => {
    const ann = await newPerson();
    await database.$executeRawUnsafe(`
      INSERT INTO predictions (id, workspace_id, owner_id, recogniser, image_id, options, options_hash, model_version, job_id)
      SELECT gen_random_uuid(), workspace_id, CASE WHEN n % 100 = 0 THEN '${ann}'::uuid END, recogniser, image_id, '{}', 'h', model_version, 'j'
      FROM predictions, generate_series(1, 2000) n WHERE id = (SELECT id FROM predictions LIMIT 1)`);
    const { sql, values } = statement(DEFAULT_WORKSPACE, ann, everything);
    let place = 0;
    const plan = await database.$queryRawUnsafe<object[]>(`EXPLAIN ${sql.replace(/\?/g, () => `$${(place += 1)}`)}`, ...values);
    expect(JSON.stringify(plan)).toContain('predictions_owner_id');
  });

  it('go with their readings when they are removed, and the image with the last of them', async () => {
    const ann = await newPerson();
    const sha256 = randomBytes(32).toString('hex');
    const [one, two] = [await predict(ann, sha256), await predict(ann, sha256)];
    await repository.settle(
      [{ status: 'done', predictionId: one.id, reading: { text: '7', confidence: 1, decision: 'accept', glyphs: [] }, timings }],
      MODEL,
      clock.now,
    );
    expect(await removal.removeOne(one.id, clock.now)).toBe(true);
    expect(await removal.removeOne(one.id, clock.now)).toBe(false);
    expect(await database.reading.count({ where: { predictionId: one.id } })).toBe(0);
    expect(await database.image.findFirst({ where: { sha256 } })).toMatchObject({ expiresAt: null });
    await removal.removeOne(two.id, clock.now);
    await database.image.updateMany({ where: { sha256 }, data: { shownKey: 'shown/aa/00000000-0000' } });
    await store.put('shown/aa/00000000-0000', Buffer.from('shown'));
    clock.now = new Date(clock.now.getTime() + 61_000);
    await expiry.clean();
    expect(await database.image.count({ where: { sha256 } })).toBe(0);
    expect(await store.exists(one.objectKey)).toBe(false);
    expect(await store.exists('shown/aa/00000000-0000')).toBe(false);
  });

  it('leave the image to an anonymous caller’s prediction for as long as that lives', async () => {
    const ann = await newPerson();
    const sha256 = randomBytes(32).toString('hex');
    const [anonymous, mine] = [await predict(null, sha256), await predict(ann, sha256)];
    expect(await database.image.findFirst({ where: { sha256 } })).toMatchObject({ expiresAt: null });
    await removal.removeOne(mine.id, clock.now);
    await expiry.clean();
    expect(await store.exists(anonymous.objectKey)).toBe(true);
    clock.now = new Date(clock.now.getTime() + 3_601_000);
    await expiry.clean();
    expect(await repository.find(anonymous.id)).toBeNull();
    expect(await store.exists(anonymous.objectKey)).toBe(false);
  });

  it('keep an image that is asked for again between its removal and the clean-up', async () => {
    const ann = await newPerson();
    const sha256 = randomBytes(32).toString('hex');
    const first = await predict(ann, sha256);
    await removal.removeOne(first.id, clock.now);
    const again = await predict(ann, sha256);
    clock.now = new Date(clock.now.getTime() + 61_000);
    await expiry.clean();
    expect(again.objectKey).toBe(first.objectKey);
    expect(await store.exists(again.objectKey)).toBe(true);
  });
});
