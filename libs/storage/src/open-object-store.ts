import { join } from 'node:path';
import type { Config } from '@numera/config';
import { FolderStore } from './folder-store';
import type { ObjectStore } from './object-store';

/** Opens the store that the configuration names: the folder NUMERA_OBJECTS, else `objects` under NUMERA_DATA. */
export async function openObjectStore(config: Pick<Config, 'NUMERA_OBJECTS' | 'NUMERA_DATA'>): Promise<ObjectStore> {
  const store = new FolderStore(config.NUMERA_OBJECTS ?? join(config.NUMERA_DATA, 'objects'));
  await store.sweep();
  return store;
}
