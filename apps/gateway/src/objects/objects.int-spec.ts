import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '@numera/config';
import { migrate, openDatabase } from '@numera/prisma';
import { ObjectNotFound, openObjectStore, type SealedStore } from '@numera/storage';
import { silentLogger, temporaryFolder, testPostgres } from '@numera/testing';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { AuditRepository } from '../audit/repository';
import { AuditTrail } from '../audit/trail';
import { AuditWriter } from '../audit/writer';
import { DEFAULT_WORKSPACE } from '../platform/tokens';
import { ObjectRepository } from './repository';
import { ObjectRotations } from './service';

const request = { ip: '127.0.0.1', socket: {} } as Request;
const operator = { kind: 'operator' } as const;
const [first, second] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];

async function open() {
  const postgres = await testPostgres({ migrate });
  const folder = await temporaryFolder('objects');
  const database = openDatabase(postgres.appUrl, 4);
  const audit = new AuditRepository(database);
  const trail = new AuditTrail(audit, new AuditWriter(audit), () => new Date(), silentLogger());
  const store = (NUMERA_STORAGE_KEY: string) => openObjectStore(loadConfig({ NUMERA_OBJECTS: folder.path, NUMERA_STORAGE_KEY }));
  const repository = new ObjectRepository(database);
  return {
    database,
    store,
    repository,
    rotations: (over: SealedStore) => new ObjectRotations(repository, trail, over),
    stored: (key: string) => readFile(join(folder.path, key), 'latin1'),
    async addImage(over: SealedStore, shownKey: string | null = null) {
      const [id, objectKey] = [uuidv7(), `images/ab/${uuidv7()}`];
      for (const key of [objectKey, shownKey]) if (key !== null) await over.put(key, Buffer.from(`pixels of ${key}`));
      const image = { id, workspaceId: DEFAULT_WORKSPACE, sha256: randomBytes(32).toString('hex'), objectKey, shownKey };
      await database.image.create({ data: { ...image, mime: 'image/png', bytes: 6, width: 28, height: 28 } });
      return { id, objectKey };
    },
    async close() {
      await database.$disconnect();
      await postgres.stop();
      await folder.remove();
    },
  };
}

describe('rotating the key of the objects', () => {
  let world: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  it('seals every image with the new key, shown copies too, stretch after stretch, and the second time nothing', async () => {
    const [plain, old] = [await world.store(''), await world.store(`a:${first}`)];
    const shownKey = `images/cd/${uuidv7()}`;
    const { objectKey } = await world.addImage(plain, shownKey);
    for (let i = 0; i < 120; i++) await world.addImage(old);
    const store = await world.store(`b:${second},a:${first}`);
    const rotations = world.rotations(store);
    const one = await rotations.rotate(undefined, operator, request);
    expect(one).toEqual({ images: 100, resealed: 101, next: expect.any(String) as string });
    expect(await rotations.rotate(one.next ?? undefined, operator, request)).toEqual({ images: 21, resealed: 21, next: null });
    expect(await rotations.rotate(undefined, operator, request)).toMatchObject({ resealed: 0 });
    const after = await world.store(`b:${second}`);
    for (const key of [objectKey, shownKey]) {
      expect(await world.stored(key)).not.toContain('pixels');
      expect(Buffer.from(await after.get(key)).toString()).toBe(`pixels of ${key}`);
    }
    expect(await world.database.auditEvent.count({ where: { action: 'storage.rotated' } })).toBe(2);
  });

  it('never brings back an image that was deleted meanwhile', async () => {
    const store = await world.store(`c:${first}`);
    const plain = await world.store('');
    const { id: last } = await world.addImage(plain);
    const { id, objectKey } = await world.addImage(plain);
    // Between the rotation's look at the row and its writing.
    const reseal = async (key: string): Promise<boolean> => {
      await world.database.image.update({ where: { id }, data: { deletedAt: new Date() } });
      return store.reseal(key);
    };
    const slow = new Proxy(store, { get: (target, name) => (name === 'reseal' ? reseal : Reflect.get(target, name).bind(target)) });
    expect(await world.rotations(slow).rotate(last, operator, request)).toMatchObject({ images: 1, resealed: 1 });
    await expect(store.get(objectKey)).rejects.toThrow(ObjectNotFound);
  });
});
