import { testPostgres, type TestDatabase } from '@numera/testing';
import { randomUUID } from 'node:crypto';
import { openDatabase } from './database';
import type { PrismaClient } from './generated/client';
import { Prisma } from './generated/client';
import { migrate } from './migrate';

const WORKSPACE = '01939000-0000-7000-8000-000000000001';

describe('predictions that may be learned from', () => {
  let postgres: TestDatabase;
  let database: PrismaClient;
  beforeAll(async () => {
    postgres = await testPostgres({ migrate });
    database = openDatabase(postgres.appUrl, 2);
    const version = { version: 'digits-20260101-0123abcd', recogniser: 'digits', origin: 'shipped', onnxKey: 'o', cardKey: 'c' } as const;
    await database.modelVersion.create({ data: { ...version, sha256: 'a', card: {} } });
  });
  afterAll(async () => {
    await database.$disconnect();
    await postgres.stop();
  });

  async function person(data: Partial<Prisma.UserUncheckedCreateInput>): Promise<string> {
    const id = randomUUID();
    await database.user.create({ data: { id, name: 'Ann', email: `${id}@example.org`, ...data } });
    return id;
  }

  async function prediction(ownerId: string | null, more: Partial<Prisma.PredictionUncheckedCreateInput> = {}): Promise<string> {
    const [id, imageId] = [randomUUID(), randomUUID()];
    const image = { id: imageId, workspaceId: WORKSPACE, sha256: imageId, objectKey: imageId, mime: 'image/png', bytes: 1 };
    await database.image.create({ data: { ...image, width: 1, height: 1 } });
    const asked = { options: {}, optionsHash: 'h', modelVersion: 'digits-20260101-0123abcd', jobId: 'j', status: 'done' } as const;
    await database.prediction.create({ data: { id, workspaceId: WORKSPACE, ownerId, recogniser: 'digits', imageId, ...asked, ...more } });
    return id;
  }

  const isLearnable = async (id: string): Promise<boolean> =>
    (await database.$queryRaw<unknown[]>(Prisma.sql`SELECT id FROM learnable_predictions WHERE id = ${id}::uuid`)).length === 1;

  it('are those of people who agree, for as long as they do', async () => {
    const ann = await person({ trainingConsent: true });
    const hers = await prediction(ann);
    expect(await isLearnable(hers)).toBe(true);
    await database.user.update({ where: { id: ann }, data: { trainingConsent: false } });
    expect(await isLearnable(hers)).toBe(false);
    await database.user.update({ where: { id: ann }, data: { trainingConsent: true } });
    expect(await isLearnable(hers)).toBe(true);
  });

  it('are none of people who never said so, and none without a person', async () => {
    expect(await isLearnable(await prediction(await person({})))).toBe(false);
    expect(await isLearnable(await prediction(null))).toBe(false);
  });

  it('are none of people who asked to be removed, though they had agreed', async () => {
    const bob = await person({ trainingConsent: true });
    const his = await prediction(bob);
    await database.user.update({ where: { id: bob }, data: { deletionAt: new Date(Date.now() + 86_400_000) } });
    expect(await isLearnable(his)).toBe(false);
  });

  it('are none that were not read, and none whose image is being removed', async () => {
    const ann = await person({ trainingConsent: true });
    expect(await isLearnable(await prediction(ann, { status: 'pending' }))).toBe(false);
    expect(await isLearnable(await prediction(ann, { status: 'failed' }))).toBe(false);
    const hers = await prediction(ann);
    const { imageId } = await database.prediction.findUniqueOrThrow({ where: { id: hers } });
    await database.image.update({ where: { id: imageId }, data: { deletedAt: new Date() } });
    expect(await isLearnable(hers)).toBe(false);
  });
});
