import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadConfig } from '@numera/config';
import { temporaryFolder, type TemporaryFolder } from '@numera/testing';
import { newObjectKey } from './object-key';
import { ObjectUnreadable } from './object-store';
import { openObjectStore } from './open-object-store';
import { parseStorageKeys } from './storage-keys';

const bytes = Buffer.from('a picture of the number 7'.repeat(50));
const [one, two] = [randomBytes(32).toString('base64'), randomBytes(32).toString('hex')];

describe('objects under NUMERA_STORAGE_KEY', () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder('sealed');
  });
  afterEach(() => folder.remove());

  const open = (NUMERA_STORAGE_KEY?: string) => openObjectStore(loadConfig({ NUMERA_OBJECTS: folder.path, NUMERA_STORAGE_KEY }));
  const stored = (key: string) => readFile(join(folder.path, key));

  it('lie sealed on the disk, each time anew, and come back as they were for another process', async () => {
    const [key, twin] = [newObjectKey('images'), newObjectKey('images')];
    const store = await open(`a:${one}`);
    await store.put(key, bytes);
    await store.put(twin, bytes);
    expect((await stored(key)).includes('picture')).toBe(false);
    expect((await stored(key)).subarray(-64).equals((await stored(twin)).subarray(-64))).toBe(false);
    expect(Buffer.from(await (await open(`a:${one}`)).get(key)).equals(bytes)).toBe(true);
    await store.put(key, Buffer.alloc(0));
    expect(await store.get(key)).toHaveLength(0);
  });

  it('from before the key was set stay readable, and models stay as they are', async () => {
    const [image, model] = [newObjectKey('images'), newObjectKey('models')];
    await (await open()).put(image, bytes);
    const store = await open(one);
    await store.put(model, bytes);
    expect(Buffer.from(await store.get(image)).equals(bytes)).toBe(true);
    expect((await stored(model)).equals(bytes)).toBe(true);
  });

  it('are read with every key of the list and written with the first', async () => {
    const key = newObjectKey('images');
    await (await open(`a:${one}`)).put(key, bytes);
    const store = await open(`b:${two},a:${one}`);
    expect(Buffer.from(await store.get(key)).equals(bytes)).toBe(true);
    expect(await store.reseal(key)).toBe(true);
    expect(await store.reseal(key)).toBe(false);
    expect(Buffer.from(await (await open(`b:${two}`)).get(key)).equals(bytes)).toBe(true);
    await expect((await open(`a:${one}`)).get(key)).rejects.toThrow(/sealed with the key "b", which NUMERA_STORAGE_KEY does not have/);
    await expect((await open()).get(key)).rejects.toThrow(ObjectUnreadable);
  });

  it('that nobody sealed yet are sealed when they are written anew; without a key nothing is', async () => {
    const key = newObjectKey('images');
    await (await open()).put(key, bytes);
    expect(await (await open()).reseal(key)).toBe(false);
    expect(await (await open(one)).reseal(key)).toBe(true);
    expect((await stored(key)).includes('picture')).toBe(false);
  });

  it('that were changed or put in another’s place do not open', async () => {
    const [key, other] = [newObjectKey('images'), newObjectKey('images')];
    const store = await open(`a:${one}`);
    await store.put(key, bytes);
    await store.put(other, bytes);
    const sealed = await stored(key);
    await writeFile(join(folder.path, other), sealed);
    await expect(store.get(other)).rejects.toThrow(ObjectUnreadable);
    for (const at of [9, 12, 40, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(join(folder.path, key), changed);
      await expect(store.get(key)).rejects.toThrow(ObjectUnreadable);
    }
    for (const length of [9, 20, 30]) {
      await writeFile(join(folder.path, key), sealed.subarray(0, length));
      await expect(store.get(key)).rejects.toThrow(ObjectUnreadable);
    }
  });
});

describe('NUMERA_STORAGE_KEY', () => {
  it('holds keys as hex or base64, with ids or with ones made from them', () => {
    const keys = parseStorageKeys(`new:${one}, ${two}`);
    expect(keys.map(({ id }) => id)).toEqual(['new', expect.stringMatching(/^[0-9a-f]{8}$/)]);
    expect(keys.map(({ bytes: { length } }) => length)).toEqual([32, 32]);
    expect(parseStorageKeys(two)[0]?.id).toBe(keys[1]?.id);
  });

  it.each(['', 'short', `a:${'0'.repeat(63)}`, `A_B:${'0'.repeat(64)}`, `${'0'.repeat(64)},`, `a:${'0'.repeat(64)},a:${'1'.repeat(64)}`])(
    'is refused without being told: %j',
    (text) => {
      expect(() => parseStorageKeys(text)).toThrow(/^NUMERA_STORAGE_KEY: (?!.*000)/);
    },
  );
});
