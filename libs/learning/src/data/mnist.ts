import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelledRaster } from './glyph-set';
import { DatasetError, assertPaired, countOf, parseIdx, rasterAt, type Idx } from './idx';

export interface MnistPart {
  readonly images: Idx;
  readonly labels: Idx;
}

/**
 * The first of MNIST's training images that nothing was fitted on: networks learn from those before 55,000, and the judges of parting, of lines and
 * of what is no digit (tools/fit-*.mjs) from those up to here. Only models' epochs and thresholds are chosen on the rest.
 */
export const HELD_APART_FROM = 57_500;

/** Reads the `train` or `t10k` files of MNIST from a folder, plain or gzip; throws DatasetError. */
export async function readMnist(folder: string, part: 'train' | 't10k'): Promise<MnistPart> {
  const [images, labels] = await Promise.all([
    readIdxFile(folder, `${part}-images-idx3-ubyte`),
    readIdxFile(folder, `${part}-labels-idx1-ubyte`),
  ]);
  assertPaired(images, labels, folder);
  return { images, labels };
}

/** How many images at the end of MNIST's training files choices are made on; they are never learned from. */
export const MNIST_VALIDATION = 5_000;

/** MNIST's training files, and the place among their images from which on choices are made; throws DatasetError where none are before it. */
export async function readTraining(folder: string): Promise<{ readonly part: MnistPart; readonly split: number }> {
  const part = await readMnist(folder, 'train');
  const split = countOf(part.labels) - MNIST_VALIDATION;
  if (split <= 0) throw new DatasetError(`${folder}: ${countOf(part.labels)} images leave none to learn from`);
  return { part, split };
}

/** Images `from` to `to` (excluded) with their labels, one at a time. */
export function* mnistRasters({ images, labels }: MnistPart, from = 0, to = countOf(labels)): Generator<LabelledRaster> {
  for (let i = from; i < to; i++) yield { raster: rasterAt(images, i), label: String(labels.data[i]) };
}

async function readIdxFile(folder: string, name: string): Promise<Idx> {
  for (const file of [name, `${name}.gz`]) {
    const bytes = await readFile(join(folder, file)).catch(absent);
    if (bytes !== null) return parseIdx(bytes, join(folder, file));
  }
  throw new DatasetError(`${folder} has neither ${name} nor ${name}.gz`);
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw new DatasetError(`an MNIST file cannot be read`, { cause: error });
}
