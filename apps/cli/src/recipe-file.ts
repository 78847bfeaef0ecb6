import { recipeOf } from '@numera/learning';
import type { Recipe } from '@numera/learning';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandError } from './command';

/** A recipe by name, or from a JSON file: what looks like a path is one. */
export async function loadRecipe(given: string, folder: string): Promise<Recipe> {
  if (!/[./\\]/.test(given)) return recipeOf(given);
  let text: string;
  try {
    text = await readFile(resolve(folder, given), 'utf8');
  } catch (error) {
    throw new CommandError(`${given} cannot be read`, { cause: error });
  }
  try {
    return recipeOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new CommandError(`${given} is not JSON`, { cause: error });
    throw error;
  }
}
