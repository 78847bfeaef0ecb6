import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore } from './folder-store';
import { newObjectKey } from './object-key';
import { BadObjectKey, ObjectNotFound } from './object-store';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('objects in a folder', () => {
  let root: string;
  let store: FolderStore;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'numera-store-'));
    store = new FolderStore(join(root, 'not yet there'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('come back as they were put, also for another process', async () => {
    const key = newObjectKey('images');
    await store.put(key, bytes('seven'));
    expect(Buffer.from(await new FolderStore(join(root, 'not yet there')).get(key)).toString()).toBe('seven');
    expect(await store.exists(key)).toBe(true);
  });

  it('are replaced whole', async () => {
    const key = newObjectKey('images');
    await store.put(key, bytes('a long first text'));
    await store.put(key, bytes('short'));
    expect(Buffer.from(await store.get(key)).toString()).toBe('short');
  });

  it('are deleted, and deleting again is no error', async () => {
    const key = newObjectKey('images');
    await store.put(key, bytes('x'));
    await store.delete(key);
    await store.delete(key);
    expect(await store.exists(key)).toBe(false);
    await expect(store.get(key)).rejects.toThrow(new ObjectNotFound(key));
  });

  it('are listed by kind, without what is unfinished', async () => {
    const keys = Array.from({ length: 20 }, () => newObjectKey('images'));
    await Promise.all([...keys, newObjectKey('models')].map((key) => store.put(key, bytes(key))));
    await writeFile(join(root, 'not yet there', '.unfinished', 'half'), 'x');
    const listed: string[] = [];
    for await (const key of store.list('images')) listed.push(key);
    expect(listed.toSorted()).toEqual(keys.toSorted());
    for await (const key of store.list('nothing')) throw new Error(`${key} should not be there`);
  });

  it('never leave the folder', async () => {
    await expect(store.put('../escaped/00/0123456789', bytes('x'))).rejects.toThrow(BadObjectKey);
    await expect(store.get('images/00/../../../../etc/passwd')).rejects.toThrow(BadObjectKey);
    expect(await readdir(root)).toEqual([]);
  });

  it('leave nothing behind when they can not be put', async () => {
    const key = newObjectKey('images');
    await mkdir(join(root, 'not yet there', key), { recursive: true });
    await expect(store.put(key, bytes('x'))).rejects.toThrow();
    expect(await readdir(join(root, 'not yet there', '.unfinished'))).toEqual([]);
  });

  it('can be put again after someone has removed the folders', async () => {
    await store.put(newObjectKey('images'), bytes('x'));
    await rm(join(root, 'not yet there'), { recursive: true });
    const key = newObjectKey('images');
    await expect(store.put(key, bytes('y'))).rejects.toThrow(/ENOENT/);
    await store.put(key, bytes('y'));
    expect(await store.exists(key)).toBe(true);
  });

  it('are swept of what a dead process left unfinished, but not of what is being written', async () => {
    await store.check();
    const unfinished = join(root, 'not yet there', '.unfinished');
    await writeFile(join(unfinished, 'old'), 'x');
    await writeFile(join(unfinished, 'young'), 'x');
    const now = Date.now();
    await utimes(join(unfinished, 'old'), new Date(now - 7_200_000), new Date(now - 7_200_000));
    await store.sweep(now);
    expect(await readdir(unfinished)).toEqual(['young']);
  });

  it('check that they can be written and read', async () => {
    await store.check();
    await rm(join(root, 'not yet there'), { recursive: true });
    await writeFile(join(root, 'not yet there'), 'a file where the folder was');
    await expect(store.check()).rejects.toThrow();
  });
});
