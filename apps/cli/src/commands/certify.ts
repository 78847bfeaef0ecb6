import { certify as certifyModel, writeModelFiles } from '@numera/learning';
import { readModelFolder } from '@numera/recognition';
import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '../command';
import type { Command } from '../command';
import { assertFree } from '../free-folder';
import { modelFolder } from '../model';
import { parseOptions, wholeNumber } from '../options';
import { ProgressLine } from '../progress-bar';
import { loadRecipe } from '../recipe-file';
import { levelLines } from '../selective-lines';
import { standardData } from '../mnist/standard-data';
import { percent } from '../table';
import { threadsOf } from '../training/threads';
import { epochHeading, epochRow, progressText } from '../training/progress';

const help = `Usage: numera certify --out DIR [options]

Proves how much of its answers a model may accept at a stated error. Its few validation images prove little, so networks of its recipe answer
the images that it learned from, each those of a fold that was kept from it (out-of-fold answers), and thresholds are chosen on all of them. The
weights stay as they are. A run that was ended goes on when it is called again with the same --out (DIR.folds holds what is done).
Standard output gets one line: version and folder.

  --out DIR     folder to make
  --model DIR   the model to certify (default: the one that ships with Numera)
  --folds N     parts that the images are held out in (default 3)
  --recipe NAME|FILE
                of the folds' networks (default: the model's own, without teachers: they have seen what a fold must not)
  --epochs N    of each fold's network (default: the recipe's; fewer prove rather less)
  --data DIR    folder with the MNIST that the model learned from (default: MNIST_DIR, else as fetched, also now)
  --offline     fetch nothing: for a model that learned from digits drawn by Numera itself
  --limit N     for a model that learned from the first N images only
  --seed N      default 1
  --threads N   cores to use (1 to 64, default 2): the same seed gives the same bytes only for the same number
  --json        one line of JSON (version, folder, outOfFold, risk) instead`;

export const certify: Command = {
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const flag = { type: 'boolean' } as const;
    const { values } = parseOptions(args, {
      ...{ out: text, model: text, folds: text, recipe: text, epochs: text, data: text, limit: text, seed: text, threads: text },
      ...{ json: flag, offline: flag },
    });
    if (values.out === undefined) throw new UsageError('--out is missing');
    const { folder: here, config, log, out, signal } = surroundings;
    const folds = wholeNumber('folds', values.folds, 2) ?? 3;
    const epochs = wholeNumber('epochs', values.epochs, 1);
    const limit = wholeNumber('limit', values.limit, 10);
    const seed = wholeNumber('seed', values.seed, 0) ?? 1;
    const threads = threadsOf(values.threads);
    const folder = resolve(here, values.out);
    await assertFree(folder);
    const model = await readModelFolder(modelFolder(values.model, surroundings));
    const source = await standardData(values.data, values.offline === true, surroundings);
    const say = (line: string): void => void log.write(`${line}\n`);
    const progress = new ProgressLine(log);
    const work = `${folder}.folds`;
    let images = 0;
    const files = await certifyModel(model, source, {
      ...{ folds, signal, work, createdAt: new Date(), seed, threads },
      ...(values.recipe !== undefined && { recipe: await loadRecipe(values.recipe, here) }),
      ...(epochs !== undefined && { epochs }),
      ...(limit !== undefined && { limit }),
      device: config.NUMERA_DEVICE,
      onEngine: say,
      onNote: say,
      onFold(fold, count) {
        images = count;
        say(`fold ${fold} of ${folds}: ${images} images to learn from`);
        say(epochHeading);
      },
      onBatch: (batch) => progress.show(progressText(batch)),
      onEpoch(epoch) {
        progress.clear();
        say(epochRow(epoch, images));
      },
    }).finally(() => progress.clear());
    await writeModelFiles(folder, files);
    await rm(work, { recursive: true });
    const { version, outOfFold, risk } = files.card;
    if (outOfFold !== undefined) say(`${outOfFold.count} out-of-fold answers, ${percent(outOfFold.accuracy)} right`);
    for (const line of levelLines('these answers prove', risk ?? [])) say(line);
    out.write(values.json ? `${JSON.stringify({ version, folder, outOfFold, risk })}\n` : `${version}\t${folder}\n`);
    return 0;
  },
};
