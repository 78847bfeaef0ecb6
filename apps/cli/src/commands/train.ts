import { loadDataset, train as trainModel, writeModelFolder } from '@numera/learning';
import type { BatchProgress, DatasetSource, Epoch } from '@numera/learning';
import { join, resolve } from 'node:path';
import { UsageError } from '../command';
import type { Command, Surroundings } from '../command';
import { assertFree } from '../free-folder';
import { parseOptions, wholeNumber } from '../options';
import { loadRecipe } from '../recipe-file';
import { ProgressLine, bar } from '../progress-bar';
import { percent, table } from '../table';

const help = `Usage: numera train --recipe NAME|FILE [--data DIR] [--out DIR] [options]

Trains a model and writes its folder (model.onnx and card.json). Progress goes to standard error; standard output gets one
line: the model's version and its folder.

  --recipe NAME|FILE   a recipe's name (digits, resnet, compact, s1, s3) or a JSON file with one
  --data DIR           folder with MNIST's four files (default: MNIST_DIR, else digits drawn by Numera itself)
  --out DIR            folder to make (default: runs/<recipe>-<time>)
  --epochs N           instead of the recipe's
  --limit N            learn from the first N images only
  --seed N             default 1
  --json               one line of JSON (version, folder, parameters, metrics, history) instead`;

const heading = ['epoch', 'loss', 'accuracy', 'val. loss', 'val. accuracy', 'seconds'];

/** A row per epoch, aligned with the heading above it. */
function epochRow({ epoch, loss, accuracy, validationLoss, validationAccuracy, seconds }: Epoch): string {
  const cells = [
    String(epoch),
    loss.toFixed(4),
    percent(accuracy),
    validationLoss.toFixed(4),
    percent(validationAccuracy),
    seconds.toFixed(1),
  ];
  return table([heading, cells.map((cell, i) => cell.padStart(heading[i]?.length ?? 0))])[1] ?? '';
}

function progressText({ epoch, epochs, done, total, loss, imagesPerSecond }: BatchProgress): string {
  return `epoch ${epoch}/${epochs} ${bar(done / total)} ${done}/${total}  loss ${loss.toFixed(4)}  ${Math.round(imagesPerSecond)} images/s`;
}

export const train: Command = {
  name: 'train',
  summary: 'train a model',
  help,
  async run(args, surroundings: Surroundings) {
    const text = { type: 'string' } as const;
    const { values } = parseOptions(args, {
      recipe: text,
      data: text,
      out: text,
      epochs: text,
      limit: text,
      seed: text,
      json: { type: 'boolean' },
    });
    if (values.recipe === undefined) throw new UsageError('--recipe is missing');
    const epochs = wholeNumber('epochs', values.epochs, 1);
    const limit = wholeNumber('limit', values.limit, 10);
    const seed = wholeNumber('seed', values.seed, 0) ?? 1;
    const { folder: here, config, log, out, signal } = surroundings;
    const named = await loadRecipe(values.recipe, here);
    const recipe = epochs === undefined ? named : { ...named, epochs };
    const createdAt = new Date();
    const time = createdAt.toISOString().slice(0, 19).replace(/[-:]/g, '');
    const folder = resolve(here, values.out ?? join('runs', `${recipe.name}-${time}`));
    await assertFree(folder);
    const mnist = values.data ?? config.MNIST_DIR;
    const source: DatasetSource = mnist === undefined ? { kind: 'strokes' } : { kind: 'mnist', folder: resolve(here, mnist) };
    log.write(`reading ${source.kind === 'mnist' ? source.folder : 'digits that Numera draws itself'} …\n`);
    const dataset = await loadDataset(source, recipe, limit);
    log.write(`${dataset.train.count} images to learn from, ${dataset.validation.count} to choose on\n${heading.join('  ')}\n`);
    const progress = new ProgressLine(log);
    const model = await trainModel(recipe, dataset, {
      seed,
      signal,
      onBatch: (batch) => progress.show(progressText(batch)),
      onEpoch: (epoch) => {
        progress.clear();
        const speed = Math.round(dataset.train.count / Math.max(0.001, epoch.seconds));
        log.write(`${epochRow(epoch)}  (${speed} images/s)\n`);
      },
    }).finally(() => progress.clear());
    const card = await writeModelFolder(folder, model, { createdAt });
    const { version, parameters, metrics, history } = card;
    out.write(values.json ? `${JSON.stringify({ version, folder, parameters, metrics, history })}\n` : `${version}\t${folder}\n`);
    return 0;
  },
};
