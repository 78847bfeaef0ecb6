import type { LabelledRaster } from '../data/glyph-set';
import { restyled } from '../data/restyle';
import { randomFrom } from '../strokes/random';
import type { Weights } from '../weights';
import { imagePool, strokePool } from './digit-pool';
import { lineNetwork } from './line-network';
import { trainLineNetwork, type LineTraining } from './train-line-network';

/** How the shipped line network is trained: 384,000 lines of about five digits, a quarter of them written with our own strokes. */
export const lineRecipe = {
  name: 'lines',
  network: lineNetwork.map(({ spec }) => spec),
  width: 128,
  batchSize: 32,
  strokes: { count: 6000, seed: 1 },
  /**
   * One after the other, each with a learning rate that rises and falls over `steps`, of which `taken` are taken. `restyled` is the share of the 0s, 1s
   * and 7s that are redrawn as other countries write them.
   */
  stages: [{ learningRate: 0.006, steps: 12_000, taken: 12_000, restyled: 0.2 }],
};

/** Trains the line network by its recipe; `images` are MNIST's, one a digit. `onStep` counts the steps of all stages. */
export async function trainLines(images: readonly LabelledRaster[], seed: number, onStep?: LineTraining['onStep']): Promise<Weights> {
  const { width, batchSize, strokes, stages } = lineRecipe;
  const drawn = strokePool(strokes.count, strokes.seed);
  let start: Weights | null = null;
  let before = 0;
  for (const [i, { restyled: share, ...schedule }] of stages.entries()) {
    const scanned = imagePool(restyled(images, share, randomFrom(seed + i)));
    const offset = before;
    start = await trainLineNetwork({
      ...{ network: lineNetwork, pools: [scanned, scanned, scanned, drawn], width, batchSize, seed: seed + i, ...schedule },
      ...(start === null ? {} : { start }),
      ...(onStep === undefined ? {} : { onStep: (step, loss, weights) => onStep(offset + step, loss, weights) }),
    });
    before += schedule.taken;
  }
  return start!;
}
