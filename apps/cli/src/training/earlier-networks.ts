import { isLearnedAs, loadDataset, recipeOf, type Recipe } from '@numera/learning';
import { readModelFolder, type ModelFiles } from '@numera/recognition';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, type Surroundings } from '../command';
import { trainFolder, type Before, type Run } from './train-folder';

/** Where the networks are kept that a run wants first: its teachers, and the one that it goes on from. */
const teachersFolder = (folder: string): string => `${folder}.teachers`;
const beforeFolder = (folder: string): string => `${folder}.before`;

interface EarlierRun extends Pick<Run, 'source' | 'seed' | 'engine' | 'threads'> {
  /** Learn from the first images only. */
  readonly limit: number | undefined;
}

/**
 * What a run into `folder` goes on from and learns from, as its recipe wants it: the network of the recipe `after`, and the teachers of
 * `distillation`, one of which it goes on from otherwise. Each is trained first where it is not there yet, with what its own recipe wants. What is
 * `given` is not trained. Throws CommandError where another network has taken one's place.
 */
export async function earlierNetworks(
  folder: string,
  { after, distillation }: Recipe,
  run: EarlierRun,
  given: { readonly start: ModelFiles | null; readonly teacher: ModelFiles | null },
  surroundings: Surroundings,
): Promise<Before> {
  const own = given.teacher === null && distillation !== null ? await teachersOf(folder, distillation, run, surroundings) : [];
  const teachers = given.teacher === null ? own : [given.teacher];
  if (given.start !== null) return { start: given.start, teachers };
  if (after !== null) {
    const first = await runOf(after, run);
    return { start: await networkIn(beforeFolder(folder), first, 'the network to go on from', surroundings), teachers };
  }
  // From teachers that were made for it, it goes on from the one of its own seed, else from the first.
  return { start: own.find(({ card }) => card.seed === run.seed) ?? own[0] ?? null, teachers };
}

/** The networks that a recipe with `distillation` learns from, one for each of its seeds. */
async function teachersOf(
  folder: string,
  { recipe: name, seeds }: Partial<NonNullable<Recipe['distillation']>>,
  run: EarlierRun,
  surroundings: Surroundings,
): Promise<ModelFiles[]> {
  if (name === undefined || seeds === undefined) throw new CommandError('the recipe learns from teachers and names none; --teacher does');
  const first = await runOf(name, run);
  const teachers = [];
  for (const [i, seed] of seeds.entries()) {
    const place = join(teachersFolder(folder), `${name}-${seed}`);
    teachers.push(await networkIn(place, { ...first, seed }, `teacher ${i + 1} of ${seeds.length}`, surroundings));
  }
  return teachers;
}

/** The same run of another recipe. */
async function runOf(name: string, run: EarlierRun): Promise<EarlierRun & Run> {
  const recipe = recipeOf(name);
  return { ...run, recipe, dataset: await loadDataset(run.source, recipe, run.limit) };
}

/** The network of a run in a folder; it is trained first where it is not there yet. */
async function networkIn(folder: string, run: EarlierRun & Run, what: string, surroundings: Surroundings): Promise<ModelFiles> {
  if (!existsSync(folder)) {
    surroundings.log.write(`${what}, recipe ${run.recipe.name}:\n`);
    const before = await earlierNetworks(folder, run.recipe, run, { start: null, teacher: null }, surroundings);
    await trainFolder(folder, run, before, surroundings);
  }
  const network = await readModelFolder(folder);
  if (isLearnedAs(run, network.card)) return network;
  throw new CommandError(
    `${folder} holds a network of another recipe, seed or engine, or of other images; remove it, or name another --out`,
  );
}
