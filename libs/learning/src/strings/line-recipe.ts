import type { LabelledRaster } from '../data/glyph-set';
import { restyled } from '../data/restyle';
import { randomFrom } from '../strokes/random';
import type { Weights } from '../weights';
import { imagePool, strokePool } from './digit-pool';
import { lineNetwork } from './line-network';
import { trainLineNetwork, type LineTraining } from './train-line-network';

/** How the shipped line network is trained: 480,000 lines of about five digits, a quarter of them written with our own strokes. */
export const lineRecipe = {
  name: 'lines',
  network: lineNetwork.map(({ spec }) => spec),
  width: 128,
  batchSize: 32,
  strokes: { count: 6000, seed: 1 },
  /** The learning rate rises and falls over so many batches. */
  learningRate: 0.006,
  steps: 15_000,
  /** Share of the 0s, 1s and 7s that are redrawn as other countries write them. */
  restyled: 0.2,
};

/** Trains the line network by its recipe; `images` are MNIST's, one a digit. */
export function trainLines(images: readonly LabelledRaster[], seed: number, onStep?: LineTraining['onStep']): Promise<Weights> {
  const { width, batchSize, strokes, learningRate, steps } = lineRecipe;
  const drawn = strokePool(strokes.count, strokes.seed);
  const scanned = imagePool(restyled(images, lineRecipe.restyled, randomFrom(seed)));
  const pools = [scanned, scanned, scanned, drawn];
  return trainLineNetwork({ network: lineNetwork, pools, width, batchSize, seed, learningRate, steps, ...(onStep && { onStep }) });
}
