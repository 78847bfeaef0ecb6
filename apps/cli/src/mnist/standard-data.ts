import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DatasetSource } from '@numera/learning';
import type { Surroundings } from '../command';
import { PRODUCT } from '../model';
import { DownloadError } from './download';
import { fetchMnist } from './fetch-mnist';
import { MNIST_FILES } from './files';

/** Where fetched data lie unless someone says otherwise. */
export const fetchedFolder = ({ config }: Pick<Surroundings, 'config'>): string => join(resolve(PRODUCT, config.NUMERA_DATA), 'mnist');

/** The folder with MNIST's files, without fetching anything: the one that was named, MNIST_DIR, or the fetched one; undefined without any. */
export async function presentMnist(
  named: string | undefined,
  surroundings: Pick<Surroundings, 'config' | 'folder'>,
): Promise<string | undefined> {
  const given = named ?? surroundings.config.MNIST_DIR;
  if (given !== undefined) return resolve(surroundings.folder, given);
  const fetched = fetchedFolder(surroundings);
  return (await isWhole(fetched)) ? fetched : undefined;
}

/**
 * What to learn from: MNIST as it is present or is fetched now; digits drawn by Numera itself when it must not or cannot be fetched.
 */
export async function standardData(named: string | undefined, isOffline: boolean, surroundings: Surroundings): Promise<DatasetSource> {
  const { log } = surroundings;
  const present = await presentMnist(named, surroundings);
  if (present !== undefined) return { kind: 'mnist', folder: present };
  if (isOffline) return { kind: 'strokes' };
  const folder = fetchedFolder(surroundings);
  log.write(`there is no MNIST here (--data, MNIST_DIR), so it is fetched into ${folder}\n`);
  try {
    await fetchMnist(folder, surroundings);
    return { kind: 'mnist', folder };
  } catch (error) {
    if (!(error instanceof DownloadError)) throw error;
    log.write(`${error.message}\nso this run learns from digits that Numera draws itself; --offline says so without trying\n`);
    return { kind: 'strokes' };
  }
}

async function isWhole(folder: string): Promise<boolean> {
  const present = await Promise.all(
    MNIST_FILES.map(({ name }) =>
      access(join(folder, name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return present.every(Boolean);
}
