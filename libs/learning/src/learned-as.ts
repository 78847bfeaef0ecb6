import type { ModelCard } from '@numera/contracts';
import { isDeepStrictEqual } from 'node:util';
import type { Dataset } from './data/dataset';
import type { Engine } from './engines/open-session';
import { recipe as recipeSchema, type Recipe } from './recipe';

/** What decides a network's weights, but for rounding. */
export interface Learning {
  readonly recipe: Recipe;
  readonly dataset: Pick<Dataset, 'sha256'>;
  readonly seed: number;
  readonly engine: Engine;
}

/** Whether a network that is there already is the one that this learning would make. */
export function isLearnedAs({ recipe, dataset, seed, engine }: Learning, card: ModelCard): boolean {
  // Parsed, because an older card lacks the settings that have come since.
  const parsed = recipeSchema.safeParse(card.recipe);
  return (
    parsed.success &&
    isDeepStrictEqual(parsed.data, recipe) &&
    card.dataset.sha256 === dataset.sha256 &&
    card.seed === seed &&
    card.engine === engine
  );
}
