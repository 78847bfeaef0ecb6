import { randomUUID } from 'node:crypto';
import { access, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { newObjectKey, parseKind, parseObjectKey } from './object-key';
import { ObjectNotFound, type ObjectStore } from './object-store';

/** Holds half-written objects; not a kind (it has a dot), so no key ever names one. */
const UNFINISHED = '.unfinished';
/** A put takes milliseconds: what has lain this long was left by a process that died. */
const ABANDONED_MS = 3_600_000;

/**
 * Objects as files under one folder. A put writes a file aside, syncs it, renames it into place and syncs the folder:
 * a reader sees the whole object or none, also after a power cut.
 */
export class FolderStore implements ObjectStore {
  private readonly root: string;
  /** Folders known to be there and synced into their parents. */
  private readonly made = new Map<string, Promise<void>>();

  constructor(root: string) {
    this.root = resolve(root);
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    const target = this.path(key);
    const aside = join(this.root, UNFINISHED, randomUUID());
    await this.makeFolder(dirname(aside));
    await this.makeFolder(dirname(target));
    try {
      const file = await open(aside, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(aside, target);
    } catch (error) {
      await rm(aside, { force: true });
      // A folder that someone removed must be made again by the next put.
      if (isMissing(error)) this.made.clear();
      throw error;
    }
    await syncFolder(dirname(target));
  }

  async get(key: string): Promise<Uint8Array> {
    try {
      return await readFile(this.path(key));
    } catch (error) {
      if (isMissing(error)) throw new ObjectNotFound(key);
      throw error;
    }
  }

  async delete(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  async exists(key: string): Promise<boolean> {
    try {
      await access(this.path(key));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async *list(kind: string): AsyncIterable<string> {
    const folder = join(this.root, parseKind(kind));
    for (const spread of await entries(folder)) {
      for (const name of await entries(join(folder, spread))) yield `${kind}/${spread}/${name}`;
    }
  }

  async check(): Promise<void> {
    const key = newObjectKey('checks');
    await this.put(key, Uint8Array.of(1));
    await this.get(key);
    await this.delete(key);
  }

  /** Removes what processes that died in the middle of a put have left behind. */
  async sweep(now: number = Date.now()): Promise<void> {
    const folder = join(this.root, UNFINISHED);
    for (const name of await entries(folder)) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => undefined);
      if (found && now - found.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
    }
  }

  private path(key: string): string {
    return join(this.root, parseObjectKey(key));
  }

  private makeFolder(folder: string): Promise<void> {
    const known = this.made.get(folder);
    if (known) return known;
    const making = makeSyncedFolder(folder);
    this.made.set(folder, making);
    // A failure must not be remembered: the disk may have room again.
    making.catch(() => this.made.delete(folder));
    return making;
  }
}

async function makeSyncedFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let at = folder; at !== dirname(first); at = dirname(at)) await syncFolder(dirname(at));
}

/** Makes a rename in the folder durable. Windows can not open folders and does this by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
