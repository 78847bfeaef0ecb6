import { DIGITS, ENGINES, assertTeacher, loadDataset, type Engine, type Recipe } from '@numera/learning';
import { readModelFolder } from '@numera/recognition';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { CommandError, UsageError } from '../command';
import type { Command, Surroundings } from '../command';
import { assertFree, assertPlace } from '../free-folder';
import { standardData } from '../mnist/standard-data';
import { parseOptions, wholeNumber } from '../options';
import { loadRecipe } from '../recipe-file';
import { threadsOf } from '../training/threads';
import { earlierNetworks } from '../training/earlier-networks';
import { checkpointOf, trainFolder } from '../training/train-folder';

const help = `Usage: numera train --recipe NAME|FILE [--data DIR] [--out DIR] [options]

Trains a model and writes its folder (model.onnx and card.json), and beside it, as DIR.svg, the curves of loss and accuracy.
Progress goes to standard error; standard output gets one line: the model's version and its folder. A run that was ended
goes on from its last epoch when it is called again with the same --out (DIR.checkpoint holds it until the model is there).

  --recipe NAME|FILE   a recipe's name (digits, resnet, taught, refined, compact; s1, s2, s2-appendix, r2, r2-cloud, s3, s4,
                       s5 of earlier applications, with what they claimed, if anything) or a JSON file with one
  --data DIR           folder with MNIST's four files (default: MNIST_DIR, else fetched as by \`numera data fetch mnist\`)
  --offline            fetch nothing: without MNIST learn from digits drawn by Numera itself
  --out DIR            folder to make (default: runs/<recipe>-<time>)
  --from DIR           a model of the same network to learn on from, instead of from nothing (a recipe that goes on from
                       another one's network trains that first otherwise, and keeps it in DIR.before)
  --teacher DIR        a model (also of several networks: numera ensemble) whose answers a recipe with distillation learns
                       from beside the labels (default: such a recipe trains its own teachers first and keeps them in
                       DIR.teachers, and goes on from one of them)
  --resume             only go on with a run that was ended; without --out the last one of this recipe in runs/
  --engine NAME        onnx (default) or tensorflow (TensorFlow.js; \`numera doctor\` says which form this machine has)
  --threads N          cores to use (1 to 64, default 2): the same seed gives the same bytes only for the same number
  --curves FILE        where to write the curves instead
  --epochs N           instead of the recipe's
  --limit N            learn from the first N images only
  --seed N             default 1
  --json               one line of JSON (version, folder, parameters, metrics, history) instead`;

function engineOf(name: string): Engine {
  const engine = ENGINES.find((one) => one === name);
  if (engine === undefined) throw new UsageError(`--engine must be one of ${ENGINES.join(', ')}`);
  return engine;
}

/** What the card shall say of teachers: whoever is given taught it, not those that the recipe names. */
function distillationOf({ distillation }: Recipe, given: string | undefined): Recipe['distillation'] {
  return distillation === null || given === undefined ? distillation : { share: distillation.share };
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** The name of the run that left something in its folder's place: a checkpoint, the networks that it wants first, or what is left of their runs. */
const endedRun = (name: string): string | undefined => /^(.+?)(?:\.(?:checkpoint|teachers|before))+$/.exec(name)?.[1];

/** The folder of the last run of a recipe that was ended in `runs`. */
async function lastEnded(runs: string, recipe: string): Promise<string> {
  const names = await namesIn(runs);
  // The time in the names sorts them.
  const [last] = names
    .filter((name) => name.startsWith(`${recipe}-2`))
    .flatMap((name) => endedRun(name) ?? [])
    .filter((name) => !names.includes(name))
    .sort()
    .reverse();
  if (last === undefined) throw new CommandError(`no run of ${recipe} was ended in ${runs}; there is nothing to go on with`);
  return join(runs, last);
}

async function outFolder(
  { out, resume }: { out?: string; resume?: boolean },
  recipe: string,
  createdAt: Date,
  here: string,
): Promise<string> {
  if (out !== undefined) return resolve(here, out);
  if (resume === true) return lastEnded(resolve(here, 'runs'), recipe);
  return resolve(here, 'runs', `${recipe}-${createdAt.toISOString().slice(0, 19).replace(/[-:]/g, '')}`);
}

export const train: Command = {
  help,
  async run(args, surroundings: Surroundings) {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const { values } = parseOptions(args, {
      ...{ recipe: text, from: text, teacher: text, data: text, out: text, curves: text },
      ...{ epochs: text, limit: text, seed: text, engine: text, threads: text },
      ...{ json: flag, offline: flag, resume: flag },
    });
    if (values.recipe === undefined) throw new UsageError('--recipe is missing');
    const epochs = wholeNumber('epochs', values.epochs, 1);
    const limit = wholeNumber('limit', values.limit, 10);
    const seed = wholeNumber('seed', values.seed, 0) ?? 1;
    const engine = engineOf(values.engine ?? 'onnx');
    const threads = threadsOf(values.threads);
    const { folder: here, log, out } = surroundings;
    const named = await loadRecipe(values.recipe, here);
    const recipe = { ...named, epochs: epochs ?? named.epochs, distillation: distillationOf(named, values.teacher) };
    const modelIn = (folder: string | undefined) => (folder === undefined ? null : readModelFolder(resolve(here, folder)));
    const [parent, teacher] = [await modelIn(values.from), await modelIn(values.teacher)];
    if (teacher !== null) assertTeacher(teacher.card, DIGITS);
    const folder = await outFolder(values, recipe.name, new Date(), here);
    await assertFree(folder);
    const curves = values.curves === undefined ? undefined : resolve(here, values.curves);
    if (curves !== undefined) await assertPlace(curves);
    if (values.resume === true && !(await namesIn(dirname(folder))).some((name) => endedRun(name) === basename(folder)))
      throw new CommandError(`there is no ${checkpointOf(folder)} to go on from`);
    const source = await standardData(values.data, values.offline === true, surroundings);
    log.write(`reading ${source.kind === 'mnist' ? source.folder : 'digits that Numera draws itself'} …\n`);
    const settings = { source, seed, engine, threads };
    const before = await earlierNetworks(folder, recipe, { ...settings, limit }, { start: parent, teacher }, surroundings);
    const run = { ...settings, recipe, dataset: await loadDataset(source, recipe, limit) };
    const { version, parameters, metrics, history } = await trainFolder(folder, run, before, surroundings, curves);
    out.write(values.json ? `${JSON.stringify({ version, folder, parameters, metrics, history })}\n` : `${version}\t${folder}\n`);
    return 0;
  },
};
