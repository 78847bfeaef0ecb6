import { openModel, readModelFolder } from '@numera/recognition';
import type { Model } from '@numera/recognition';
import { resolve } from 'node:path';
import type { Surroundings } from './command';

/** The folder of the whole product: three up from here, built (`apps/cli/dist`) or not (`apps/cli/src`). */
export const PRODUCT = resolve(__dirname, '..', '..', '..');

/** Opens the model of a folder that the caller named, else the one that is set (NUMERA_MODEL; relative to the product). */
export async function modelIn(folder: string | undefined, { config, folder: here }: Surroundings): Promise<Model> {
  const files = await readModelFolder(folder === undefined ? resolve(PRODUCT, config.NUMERA_MODEL) : resolve(here, folder));
  return openModel(files, { device: config.NUMERA_DEVICE, threads: config.NUMERA_THREADS });
}
