import { ENGINES, checkpointFile, loadDataset, networkOf, overfittingOf, train as trainModel, writeModelFolder } from '@numera/learning';
import type { Engine } from '@numera/learning';
import { readModelFolder } from '@numera/recognition';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { CommandError, UsageError } from '../command';
import type { Command, Surroundings } from '../command';
import { curvesOf } from '../curves/curves';
import { assertFree } from '../free-folder';
import { standardData } from '../mnist/standard-data';
import { parseOptions, wholeNumber } from '../options';
import { ProgressLine } from '../progress-bar';
import { loadRecipe } from '../recipe-file';
import { claimLines } from '../training/claims';
import { epochHeading, epochRow, progressText } from '../training/progress';
import { sanityLines } from '../training/sanity';
import { summaryLines } from '../training/summary';

const help = `Usage: numera train --recipe NAME|FILE [--data DIR] [--out DIR] [options]

Trains a model and writes its folder (model.onnx and card.json), and beside it, as DIR.svg, the curves of loss and accuracy.
Progress goes to standard error; standard output gets one line: the model's version and its folder. A run that was ended
goes on from its last epoch when it is called again with the same --out (DIR.checkpoint holds it until the model is there).

  --recipe NAME|FILE   a recipe's name (digits, resnet, compact; s1, s2, s2-appendix, r2, s3, s4, s5 of earlier
                       applications, with what they claimed) or a JSON file with one
  --data DIR           folder with MNIST's four files (default: MNIST_DIR, else fetched as by \`numera data fetch mnist\`)
  --offline            fetch nothing: without MNIST learn from digits drawn by Numera itself
  --out DIR            folder to make (default: runs/<recipe>-<time>)
  --from DIR           a model of the same network to learn on from, instead of from nothing
  --resume             only go on with a run that was ended; without --out the last one of this recipe in runs/
  --engine NAME        onnx (default) or tensorflow (TensorFlow.js; \`numera doctor\` says which form this machine has)
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

/** The folder of the last run of a recipe that was ended in `runs`. */
async function lastEnded(runs: string, recipe: string): Promise<string> {
  const names = await readdir(runs).catch(() => []);
  // The time in the names sorts them.
  const [last] = names
    .filter((name) => name.startsWith(`${recipe}-2`) && name.endsWith('.checkpoint'))
    .sort()
    .reverse();
  if (last === undefined) throw new CommandError(`no run of ${recipe} was ended in ${runs}; there is nothing to go on with`);
  return join(runs, last.replace(/\.checkpoint$/, ''));
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
      ...{ recipe: text, from: text, data: text, out: text, epochs: text, limit: text, seed: text, engine: text, curves: text },
      ...{ json: flag, offline: flag, resume: flag },
    });
    if (values.recipe === undefined) throw new UsageError('--recipe is missing');
    const epochs = wholeNumber('epochs', values.epochs, 1);
    const limit = wholeNumber('limit', values.limit, 10);
    const seed = wholeNumber('seed', values.seed, 0) ?? 1;
    const engine = engineOf(values.engine ?? 'onnx');
    const { folder: here, config, log, out, signal } = surroundings;
    const say = (...lines: readonly string[]): void => void log.write(lines.map((line) => `${line}\n`).join(''));
    const named = await loadRecipe(values.recipe, here);
    const recipe = epochs === undefined ? named : { ...named, epochs };
    const parent = values.from === undefined ? null : await readModelFolder(resolve(here, values.from));
    const createdAt = new Date();
    const folder = await outFolder(values, recipe.name, createdAt, here);
    await assertFree(folder);
    const checkpoint = `${folder}.checkpoint`;
    if (values.resume === true && !(await stat(checkpoint).catch(() => null)))
      throw new CommandError(`there is no ${checkpoint} to go on from`);
    const source = await standardData(values.data, values.offline === true, surroundings);
    say(`reading ${source.kind === 'mnist' ? source.folder : 'digits that Numera draws itself'} …`);
    const dataset = await loadDataset(source, recipe, limit);
    const images = dataset.train.count;
    say(...summaryLines(recipe.name, networkOf(recipe, dataset.labels.length)));
    say(`${images} images to learn from, ${dataset.validation.count} to choose on`, epochHeading);
    const progress = new ProgressLine(log);
    const checkpoints = checkpointFile(checkpoint);
    const model = await trainModel(recipe, dataset, {
      ...{ seed, signal, engine, checkpoints },
      ...(parent && { start: parent.onnx }),
      device: config.NUMERA_DEVICE,
      onEngine: (line) => say(line),
      onResume: (done) =>
        say(
          `going on after epoch ${done.length} of ${recipe.epochs} (${basename(checkpoint)})`,
          ...done.map((one) => epochRow(one, images)),
        ),
      onBatch: (batch) => progress.show(progressText(batch)),
      onEpoch(epoch) {
        progress.clear();
        say(epochRow(epoch, images));
      },
    }).finally(() => progress.clear());
    const card = await writeModelFolder(folder, model, { createdAt, parents: parent === null ? [] : [parent.card.version] });
    const { version, parameters, metrics, history } = card;
    const curves = values.curves === undefined ? `${folder}.svg` : resolve(here, values.curves);
    await writeFile(curves, curvesOf(`${recipe.name} (${version})`, history, model.bestEpoch));
    await checkpoints.remove();
    say(`epoch ${model.bestEpoch} is kept`, overfittingOf(history, model.bestEpoch).sentence, ...claimLines(recipe.name, history));
    say(...(await sanityLines(model, source, dataset)), `curves: ${curves}`);
    out.write(values.json ? `${JSON.stringify({ version, folder, parameters, metrics, history })}\n` : `${version}\t${folder}\n`);
    return 0;
  },
};
