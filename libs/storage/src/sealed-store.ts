import { seal, sealedWith, unseal } from './seal';
import { ObjectUnreadable, type ObjectStore } from './object-store';
import type { StorageKey } from './storage-keys';

/** What says nothing of anyone: models, which are many megabytes, and the audit trail's heads, which anyone may compare. */
const OPEN_KINDS = /^(models|auditheads)\//;

/**
 * Objects that lie sealed in another store (AES-256-GCM, see `seal`). With keys every new object but models and the audit trail's heads is
 * sealed with the first; what lies there unsealed stays readable. Without keys everything is stored as it is.
 */
export class SealedStore implements ObjectStore {
  private readonly keys: ReadonlyMap<string, StorageKey>;
  private readonly first: StorageKey | undefined;

  constructor(
    private readonly inner: ObjectStore,
    keys: readonly StorageKey[],
  ) {
    this.first = keys[0];
    this.keys = new Map(keys.map((key) => [key.id, key]));
  }

  put(key: string, bytes: Uint8Array): Promise<void> {
    return this.inner.put(key, this.first === undefined || OPEN_KINDS.test(key) ? bytes : seal(bytes, this.first, key));
  }

  /** Throws ObjectNotFound, or ObjectUnreadable when the key is missing or the object is not as it was stored. */
  async get(key: string): Promise<Uint8Array> {
    return this.open(key, await this.inner.get(key));
  }

  /**
   * Writes an object anew under the first key, unless that sealed it already. Returns whether it was written. Whoever calls it makes sure that
   * nobody deleted the object meanwhile: it would be there again.
   */
  async reseal(key: string): Promise<boolean> {
    const stored = await this.inner.get(key);
    if (this.first === undefined || OPEN_KINDS.test(key) || sealedWith(stored) === this.first.id) return false;
    await this.put(key, this.open(key, stored));
    return true;
  }

  delete(key: string): Promise<void> {
    return this.inner.delete(key);
  }

  exists(key: string): Promise<boolean> {
    return this.inner.exists(key);
  }

  list(kind: string): AsyncIterable<string> {
    return this.inner.list(kind);
  }

  check(): Promise<void> {
    return this.inner.check();
  }

  private open(key: string, stored: Uint8Array): Uint8Array {
    const id = sealedWith(stored);
    if (id === null) return stored;
    const found = this.keys.get(id);
    if (found === undefined)
      throw new ObjectUnreadable(key, `it is sealed with the key ${JSON.stringify(id)}, which NUMERA_STORAGE_KEY does not have`);
    try {
      return unseal(stored, found, key);
    } catch (error) {
      throw new ObjectUnreadable(key, 'it is damaged, or sealed with another key of the same id', { cause: error });
    }
  }
}
