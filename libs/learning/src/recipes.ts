import type { Network } from './network';
import { historicRecipes } from './historic-recipes';
import { compact, digits, resnet } from './networks';
import { RecipeError, parseRecipe, type Recipe } from './recipe';

const specs = (network: Network) => network.map(({ spec }) => spec);

/** The recipes that can be named. */
export const recipes: Readonly<Record<'digits' | 'resnet' | 'compact' | keyof typeof historicRecipes, Recipe>> = {
  /** The shipped model. */
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
  /** Residual blocks with batch-norm: more accurate than `digits` and slower to train. */
  resnet: parseRecipe({
    name: 'resnet',
    network: specs(resnet),
    initial: 'heNormal',
    optimiser: { kind: 'adam', learningRate: 0.004, schedule: 'oneCycle', warmUp: 0.25, weightDecay: 0.02, clipNorm: 5, emaDecay: 0.998 },
    labelSmoothing: 0.05,
    batchSize: 128,
    epochs: 15,
    augmentation: { rotation: 12, scale: 0.1, shear: 0.15, shift: 1.5, thickness: 0.5 },
    strokes: { count: 4_000, seed: 1 },
  }),
  /** Less than 10,000 parameters: too small to learn by heart, so without smoothing and with gentler augmentation. */
  compact: parseRecipe({
    name: 'compact',
    network: specs(compact),
    initial: 'heNormal',
    optimiser: { kind: 'adam', learningRate: 0.01, schedule: 'oneCycle', warmUp: 0.25, weightDecay: 0.005, clipNorm: 5, emaDecay: 0.998 },
    batchSize: 128,
    epochs: 30,
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
