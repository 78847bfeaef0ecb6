import type { Network } from './network';
import { digits, s1, s3 } from './networks';
import { RecipeError, parseRecipe, type Recipe } from './recipe';

const specs = (network: Network) => network.map(({ spec }) => spec);

/** The recipes that can be named. */
export const recipes: Readonly<Record<'digits' | 's1' | 's3', Recipe>> = {
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
  s1: parseRecipe({ name: 's1', network: specs(s1), batchSize: 32, epochs: 5 }),
  s3: parseRecipe({ name: 's3', network: specs(s3), batchSize: 32, epochs: 30, patience: 5 }),
};

/** A recipe by its name, or parsed from what someone wrote; throws RecipeError. */
export function recipeOf(nameOrRecipe: unknown): Recipe {
  if (typeof nameOrRecipe !== 'string') return parseRecipe(nameOrRecipe);
  const found = Object.entries(recipes).find(([name]) => name === nameOrRecipe);
  if (found === undefined) throw new RecipeError(`there is no recipe ${nameOrRecipe}; there are ${Object.keys(recipes).join(', ')}`);
  return found[1];
}
