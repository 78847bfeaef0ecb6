import { NEGATIVE_SEED_OFFSETS, foundNegatives, negativeGlyphs } from '../negatives';
import { shuffle } from '../shuffle';
import { randomFrom } from '../strokes/random';
import type { Replay } from '../training/fine-tune';
import { DIGITS } from './dataset';
import { packGlyphs } from './glyph-set';
import { countOf, rasterAt } from './idx';
import { strokeRasters } from './load-dataset';
import { readTraining, type MnistPart } from './mnist';

/** Old digits beside a new style: as many as 250 steps look at once or twice, and enough to choose thresholds on; both take seconds to read. */
const REPLAY = { train: 8_000, validation: 5_000 };
/** Seeds of drawn digits; recipes use small ones. */
const SEEDS = { train: 0x0a11, validation: 0x0b22, negatives: 0x0c33 };
/** Pictures of no digit: drawing them takes seconds too. */
const NEGATIVES = { learned: 2_000, validation: 500 };

/** Digits to keep in mind while a style is learned: some of MNIST's training images, or drawn ones without a folder. Throws DatasetError. */
export async function loadReplay(mnistFolder: string | undefined, sizes: { readonly train: number; readonly validation: number } = REPLAY): Promise<Replay> {
  if (mnistFolder === undefined) {
    return {
      name: 'strokes',
      train: packGlyphs(strokeRasters(sizes.train, SEEDS.train), DIGITS),
      validation: packGlyphs(strokeRasters(sizes.validation, SEEDS.validation), DIGITS),
    };
  }
  const { part, split } = await readTraining(mnistFolder);
  return {
    name: 'mnist',
    train: packGlyphs(some(part, 0, split, sizes.train), DIGITS),
    validation: packGlyphs(some(part, split, countOf(part.labels), sizes.validation), DIGITS),
  };
}

/** Pictures of no digit, for a model that was taught to refuse them and shall not forget it. */
export function replayNegatives(sizes: { readonly learned: number; readonly validation: number } = NEGATIVES): NonNullable<Replay['negatives']> {
  return {
    learned: negativeGlyphs(sizes.learned, SEEDS.negatives),
    validation: foundNegatives(sizes.validation, NEGATIVE_SEED_OFFSETS.validation),
  };
}

/** `count` images between two places, the same each time but from all over. */
function* some({ images, labels }: MnistPart, from: number, to: number, count: number) {
  const order = Uint32Array.from({ length: to - from }, (_, i) => from + i);
  shuffle(order, randomFrom(SEEDS.train));
  for (const index of order.subarray(0, count)) yield { raster: rasterAt(images, index), label: String(labels.data[index]) };
}
