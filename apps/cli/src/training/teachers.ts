import { isLearnedAs, loadDataset, recipeOf, type Recipe } from '@numera/learning';
import { readModelFolder, type ModelFiles } from '@numera/recognition';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, type Surroundings } from '../command';
import { trainFolder, type Run } from './train-folder';

/** Where the teachers of a run are kept. */
export const teachersFolder = (folder: string): string => `${folder}.teachers`;

interface TeacherRun extends Pick<Run, 'source' | 'engine' | 'threads'> {
  /** Learn from the first images only. */
  readonly limit: number | undefined;
}

/**
 * The networks that a recipe with `distillation` learns from, one for each of its seeds, from `folder`; each is trained first where it is not
 * there yet. Throws CommandError where another network has taken its place.
 */
export async function teachersOf(
  folder: string,
  { recipe: name, seeds }: Partial<NonNullable<Recipe['distillation']>>,
  { source, limit, engine, threads }: TeacherRun,
  surroundings: Surroundings,
): Promise<ModelFiles[]> {
  if (name === undefined || seeds === undefined) throw new CommandError('the recipe learns from teachers and names none; --teacher does');
  const recipe = recipeOf(name);
  const dataset = await loadDataset(source, recipe, limit);
  const teachers = [];
  for (const [i, seed] of seeds.entries()) {
    const place = join(folder, `${name}-${seed}`);
    const run = { recipe, dataset, source, seed, engine, threads };
    if (!existsSync(place)) {
      surroundings.log.write(`teacher ${i + 1} of ${seeds.length}, recipe ${name}:\n`);
      await trainFolder(place, run, { start: null, teachers: [] }, surroundings);
    }
    const teacher = await readModelFolder(place);
    if (!isLearnedAs(run, teacher.card)) {
      throw new CommandError(
        `${place} holds a network of another recipe, seed or engine, or of other images; remove it, or name another --out`,
      );
    }
    teachers.push(teacher);
  }
  return teachers;
}
