import { createHash } from 'node:crypto';

/** A key of AES-256, and the name that objects carry to say that they were sealed with it. */
export interface StorageKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const ENTRY = /^(?:([a-z0-9-]{1,32}):)?([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)$/;

/**
 * Parses NUMERA_STORAGE_KEY: `id:key,id:key,…`, each key 32 bytes as hex or base64. The first one seals, all of them open. A key without
 * an id gets one that is computed from it. Throws where an entry is none or two have the same id; the message tells no key.
 */
export function parseStorageKeys(text: string): StorageKey[] {
  const keys = text.split(',').map((entry, i) => {
    const [, id, key] = ENTRY.exec(entry.trim()) ?? [];
    if (key === undefined)
      throw new Error(`NUMERA_STORAGE_KEY: entry ${i + 1} is no key of 32 bytes as hex or base64, with or without \`id:\``);
    const bytes = key.length === 64 ? Buffer.from(key, 'hex') : Buffer.from(key, 'base64');
    return { id: id ?? idOf(bytes), bytes };
  });
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('NUMERA_STORAGE_KEY: two keys have the same id');
  return keys;
}

function idOf(bytes: Buffer): string {
  return createHash('sha256').update('numera storage key').update(bytes).digest('hex').slice(0, 8);
}
