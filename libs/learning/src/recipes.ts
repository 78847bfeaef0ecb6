import type { FamilySetting } from './data/augmentation';
import type { Network } from './network';
import { historicRecipes } from './historic-recipes';
import { compact, digits, resnet } from './networks';
import { RecipeError, parseRecipe, type Recipe } from './recipe';

const specs = (network: Network) => network.map(({ spec }) => spec);

/** A family of augmentation: the chance that a glyph meets it, and how far it goes at most (0 to 1). */
const family = (probability: number, strength: number): FamilySetting => ({ probability, strength });

/** Everything that hands, paper and scanners do to a digit. */
const handsAndPaper = {
  ...{ strokeWidth: family(0.3, 0.7), outline: family(0.1, 0.9), gaps: family(0.08, 0.6) },
  ...{ turn: family(0.12, 1), slant: family(0.25, 0.6), aspect: family(0.25, 0.6), small: family(0.08, 0.7) },
  ...{ perspective: family(0.2, 0.6), elastic: family(0.4, 0.6) },
  ...{ rules: family(0.33, 0.9), spots: family(0.1, 0.8), bleed: family(0.05, 0.6), fray: family(0.06, 0.8), inverse: family(0.04, 0.8) },
  ...{ blur: family(0.12, 0.7), motion: family(0.14, 1), lowResolution: family(0.15, 1), contrast: family(0.1, 0.7) },
  ...{ noise: family(0.06, 0.6), saltAndPepper: family(0.05, 0.6), jpeg: family(0.04, 0.6) },
};

/** What MNIST does not have: digits and other things that our own code draws, and other countries' ways to write. */
const unseen = { strokes: { count: 6_000, seed: 1 }, styles: { share: 0.12, seed: 1 }, negatives: { count: 6_000, seed: 1 } };

const strong = parseRecipe({
  name: 'resnet',
  network: specs(resnet),
  initial: 'heNormal',
  optimiser: { kind: 'adam', learningRate: 0.004, schedule: 'oneCycle', warmUp: 0.25, weightDecay: 0.02, clipNorm: 5, emaDecay: 0.998 },
  batchSize: 128,
  epochs: 28,
  augmentation: {
    ...{ rotation: 15, scale: 0.12, shear: 0.15, shift: 1.5, thickness: 0.5, families: handsAndPaper },
    // Plain digits last, of which there are most.
    fading: { share: 0.4, to: 0.3 },
  },
  ...unseen,
});

/** The recipes that can be named. */
export const recipes: Readonly<Record<'digits' | 'resnet' | 'taught' | 'refined' | 'compact' | keyof typeof historicRecipes, Recipe>> = {
  /** Small and quick to train. */
  digits: parseRecipe({
    name: 'digits',
    network: specs(digits),
    initial: 'heNormal',
    optimiser: { kind: 'adam', learningRate: 0.0015, schedule: 'cosine' },
    batchSize: 64,
    epochs: 14,
    augmentation: { rotation: 12, scale: 0.1, shear: 0.15, shift: 1.2, thickness: 0.5 },
    strokes: { count: 4_000, seed: 1 },
  }),
  /** Residual blocks with batch-norm, and everything that hands, paper and scanners do to a digit. */
  resnet: strong,
  /** Goes on from the one before and learns from three of its kind, which agree on what cannot be read. */
  taught: parseRecipe({
    ...strong,
    name: 'taught',
    optimiser: { ...strong.optimiser, learningRate: 0.002 },
    epochs: 14,
    distillation: { share: 0.7, recipe: 'resnet', seeds: [1, 2, 3] },
  }),
  /** The shipped model: the same again from the labels alone, with more of what is no digit. */
  refined: parseRecipe({ ...strong, name: 'refined', after: 'taught', negatives: { count: 8_000, seed: 1 } }),
  /** Less than 10,000 parameters: too small to learn by heart, so without smoothing and with gentler augmentation. */
  compact: parseRecipe({
    name: 'compact',
    network: specs(compact),
    initial: 'heNormal',
    optimiser: { kind: 'adam', learningRate: 0.004, schedule: 'oneCycle', warmUp: 0.25, weightDecay: 0.005, clipNorm: 5, emaDecay: 0.998 },
    batchSize: 128,
    epochs: 40,
    augmentation: { rotation: 8, scale: 0.08, shear: 0.1, shift: 1, thickness: 0.3 },
    strokes: { count: 4_000, seed: 1 },
  }),
  ...historicRecipes,
};

/** A recipe by its name, or parsed from what someone wrote; throws RecipeError. */
export function recipeOf(nameOrRecipe: unknown): Recipe {
  if (typeof nameOrRecipe !== 'string') return parseRecipe(nameOrRecipe);
  const found = Object.entries(recipes).find(([name]) => name === nameOrRecipe);
  if (found === undefined) throw new RecipeError(`there is no recipe ${nameOrRecipe}; there are ${Object.keys(recipes).join(', ')}`);
  return found[1];
}
