import { conv } from './layers/conv';
import { dense } from './layers/dense';
import { dropout } from './layers/dropout';
import { flatten } from './layers/flatten';
import { maxPool } from './layers/max-pool';
import { relu } from './layers/relu';
import type { Network } from './network';
import { s1, s3 } from './networks';
import { parseRecipe, type Recipe } from './recipe';

/** 2,399,690 parameters. */
const s2: Network = [
  ...[conv(64, 3), relu(), conv(64, 3), relu(), maxPool(2), dropout(0.25)],
  ...[flatten(), dense(256), relu(), dropout(0.5), dense(10)],
];

/** 609,354 parameters with 64 units. */
const s2Appendix = (units: number): Network => [
  ...[conv(32, 3), relu(), conv(64, 3), relu(), maxPool(2), dropout(0.25)],
  ...[flatten(), dense(units), relu(), dropout(0.5), dense(10)],
];

/** 203,434 parameters. */
const r2: Network = [conv(64, 3), relu(), conv(32, 3), relu(), flatten(), dense(10)];

/** s1's two convolutions, with dropout where s4 and s5 have it. */
const withDropout = (beforeDense: number, afterDense: number): Network => [
  ...[conv(32, 3), relu(), maxPool(2), conv(64, 3), relu(), maxPool(2)],
  ...(beforeDense > 0 ? [dropout(beforeDense)] : []),
  ...[flatten(), dense(128), relu(), dropout(afterDense), dense(10)],
];

/** Keras's ImageDataGenerator: shifts are shares of 28 pixels there, and what comes in from outside is the nearest pixel. */
const keras = (rotation: number, zoom: number, shift: number, shear = 0): NonNullable<Recipe['augmentation']> => ({
  ...{ rotation, scale: zoom, shear, shift: 28 * shift, thickness: 0 },
  fill: 'nearest',
});

const recipeOf = (name: string, network: Network, rest: Record<string, unknown>): Recipe =>
  parseRecipe({ name, network: network.map(({ spec }) => spec), ...rest });

const adadelta = { kind: 'adadelta', learningRate: 0.001, schedule: 'constant' } as const;

/** The recipes of the applications before Numera, as their reports and programs give them. */
export const historicRecipes = {
  s1: recipeOf('s1', s1, { batchSize: 32, epochs: 5 }),
  /** Adadelta at Keras's own rate, a thousandth of the paper's. The text says 5 epochs; the log that its figures come from has 10. */
  s2: recipeOf('s2', s2, { optimiser: adadelta, batchSize: 20, epochs: 10 }),
  's2-appendix': recipeOf('s2-appendix', s2Appendix(64), { optimiser: adadelta, batchSize: 20, epochs: 10 }),
  /** The notebook that trained in the cloud; of how it trained no more is told than the network, so the rest is the appendix's. */
  'r2-cloud': recipeOf('r2-cloud', s2Appendix(256), { optimiser: adadelta, batchSize: 20, epochs: 10 }),
  /** What it ended with. */
  r2: recipeOf('r2', r2, { batchSize: 20, epochs: 5 }),
  /** The report names shear without a figure. */
  s3: recipeOf('s3', s3, { batchSize: 32, epochs: 30, augmentation: keras(15, 0.2, 0.2, 0.1) }),
  s4: recipeOf('s4', withDropout(0, 0.3), { batchSize: 64, epochs: 10, augmentation: keras(10, 0.1, 0.1) }),
  /** Rotation, zoom and shift without figures: s4's. */
  s5: recipeOf('s5', withDropout(0.25, 0.5), {
    initial: 'heNormal',
    optimiser: { kind: 'adam', learningRate: 0.001, schedule: 'constant', l2: 0.001 },
    batchSize: 128,
    epochs: 25,
    patience: 5,
    augmentation: keras(10, 0.1, 0.1),
  }),
} as const satisfies Readonly<Record<string, Recipe>>;
