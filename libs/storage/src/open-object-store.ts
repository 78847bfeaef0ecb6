import { join } from 'node:path';
import type { Config } from '@numera/config';
import { FolderStore } from './folder-store';
import { SealedStore } from './sealed-store';
import { parseStorageKeys } from './storage-keys';

type StorageConfig = Pick<Config, 'NUMERA_OBJECTS' | 'NUMERA_DATA' | 'NUMERA_STORAGE_KEY'>;

/** Opens the store that the configuration names: the folder NUMERA_OBJECTS, else `objects` under NUMERA_DATA; sealed by NUMERA_STORAGE_KEY. */
export async function openObjectStore({ NUMERA_OBJECTS, NUMERA_DATA, NUMERA_STORAGE_KEY }: StorageConfig): Promise<SealedStore> {
  const keys = NUMERA_STORAGE_KEY === undefined ? [] : parseStorageKeys(NUMERA_STORAGE_KEY);
  const store = new FolderStore(NUMERA_OBJECTS ?? join(NUMERA_DATA, 'objects'));
  await store.sweep();
  return new SealedStore(store, keys);
}
