import { openLineModel, openModel, readModelFolder } from '@numera/recognition';
import type { LineModel, Model } from '@numera/recognition';
import { resolve } from 'node:path';
import type { Surroundings } from './command';

/** The folder of the whole product: three up from here, built (`apps/cli/dist`) or not (`apps/cli/src`). */
export const PRODUCT = resolve(__dirname, '..', '..', '..');

/** The model folder that the caller named, else the one that is set (NUMERA_MODEL; relative to the product). */
export function modelFolder(named: string | undefined, { config, folder: here }: Pick<Surroundings, 'config' | 'folder'>): string {
  return named === undefined ? resolve(PRODUCT, config.NUMERA_MODEL) : resolve(here, named);
}

/** Opens the model of `modelFolder`. */
export async function modelIn(named: string | undefined, surroundings: Surroundings): Promise<Model> {
  const { NUMERA_DEVICE: device, NUMERA_THREADS: threads } = surroundings.config;
  const onFallback = (line: string): void => void surroundings.log.write(`${line}\n`);
  return openModel(await readModelFolder(modelFolder(named, surroundings)), { device, threads, onFallback });
}

/** Opens the network that looks at whole lines (NUMERA_LINE_MODEL; relative to the product). */
export async function lineModelFor({ config }: Pick<Surroundings, 'config'>): Promise<LineModel> {
  return openLineModel(await readModelFolder(resolve(PRODUCT, config.NUMERA_LINE_MODEL)), config.NUMERA_THREADS);
}
