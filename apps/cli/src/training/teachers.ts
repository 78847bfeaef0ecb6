import { recipeOf, type Recipe } from '@numera/learning';
import { readModelFolder, type ModelFiles } from '@numera/recognition';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from '../command';
import { trainFolder, type Run } from './train-folder';

/** Where the teachers of a run are kept. */
export const teachersFolder = (folder: string): string => `${folder}.teachers`;

/**
 * The networks that a recipe with `distillation` learns from, one for each of its seeds, from the run's folder of teachers; each is trained first
 * where it is not there yet.
 */
export async function teachersOf(
  folder: string,
  { recipe: name, seeds }: NonNullable<Recipe['distillation']>,
  run: Omit<Run, 'recipe' | 'seed'>,
  surroundings: Surroundings,
): Promise<ModelFiles[]> {
  const teachers = [];
  for (const [i, seed] of seeds.entries()) {
    const teacher = join(teachersFolder(folder), `${name}-${seed}`);
    if (!existsSync(teacher)) {
      surroundings.log.write(`teacher ${i + 1} of ${seeds.length}, recipe ${name}:\n`);
      await trainFolder(teacher, { ...run, recipe: recipeOf(name), seed }, { start: null, teachers: [] }, surroundings);
    }
    teachers.push(await readModelFolder(teacher));
  }
  return teachers;
}
