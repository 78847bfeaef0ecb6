import { fineTune, loadReplay, packGlyphs, replayNegatives, writeModelFolder } from '@numera/learning';
import type { LabelledImage, LabelledRaster } from '@numera/learning';
import { readModelFolder } from '@numera/recognition';
import { resolve } from 'node:path';
import { UsageError } from '../command';
import type { Command } from '../command';
import { assertFree } from '../free-folder';
import { labelledSource } from '../labelled-source';
import { presentMnist } from '../mnist/standard-data';
import { modelFolder } from '../model';
import { parseOptions, wholeNumber } from '../options';
import { ProgressLine, bar } from '../progress-bar';
import { percent } from '../table';
import { threadsOf } from '../training/threads';

const help = `Usage: numera finetune (--images IDX --labels IDX | --folder DIR) --out DIR [options]

Teaches a model a new style of writing from a few hundred labelled digits, in less than a minute. Old digits are learned
again beside the new ones, so that nothing is forgotten. Standard output gets one line: version and folder.

  --images IDX, --labels IDX   files in the IDX format, plain or gzip
  --folder DIR                 a folder of image files with labels.csv (file,label)
  --out DIR                    folder to make
  --model DIR                  the model to start from (default: the one that ships with Numera)
  --replay DIR                 folder with MNIST's files (default: MNIST_DIR, else as fetched, else digits drawn by
                               Numera itself)
  --seed N                     default 1
  --threads N                  cores to use (1 to 64, default 2): the same seed gives the same bytes only for the same number
  --json                       one line of JSON (version, folder, before, after) instead`;

/** The images that could be decoded; the others were told of when they were met. */
async function decoded(images: Iterable<LabelledImage> | AsyncIterable<LabelledImage>): Promise<LabelledRaster[]> {
  const all: LabelledRaster[] = [];
  for await (const { raster, label } of images) if (raster !== null) all.push({ raster, label });
  return all;
}

export const finetune: Command = {
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const { values } = parseOptions(args, {
      images: text,
      labels: text,
      folder: text,
      model: text,
      replay: text,
      out: text,
      seed: text,
      threads: text,
      json: { type: 'boolean' },
    });
    const { folder: here, log, out, signal } = surroundings;
    if (values.out === undefined) throw new UsageError('--out is missing');
    const seed = wholeNumber('seed', values.seed, 0) ?? 1;
    const threads = threadsOf(values.threads);
    const folder = resolve(here, values.out);
    const source = await labelledSource(values, {}, surroundings, 'It is left out.');
    await assertFree(folder);
    const files = await readModelFolder(modelFolder(values.model, surroundings));
    const createdAt = new Date();
    const style = packGlyphs(await decoded(source.images), files.card.labels);
    const mnist = await presentMnist(values.replay, surroundings);
    log.write(`${style.count} digits of the new style; old ones from ${mnist ?? 'Numera’s own strokes, as there is no MNIST'} …\n`);
    const digits = await loadReplay(mnist);
    // A model with this threshold knows pictures of no digit.
    const replay = files.card.thresholds.rejectString === undefined ? digits : { ...digits, negatives: replayNegatives() };
    const progress = new ProgressLine(log);
    const { model, before, after } = await fineTune(files, style, replay, {
      ...{ seed, threads, signal },
      onStep: (done, steps, loss) => progress.show(`${bar(done / steps)} ${done} of ${steps} steps  loss ${loss.toFixed(4)}`),
    }).finally(() => progress.clear());
    log.write(`held-back images of the style: ${percent(before.style)} -> ${percent(after.style)} right\n`);
    log.write(`old digits (${replay.name}): ${percent(before.replay)} -> ${percent(after.replay)} right\n`);
    const { version } = await writeModelFolder(folder, model, { createdAt, parents: [files.card.version] });
    out.write(values.json ? `${JSON.stringify({ version, folder, before, after })}\n` : `${version}\t${folder}\n`);
    return 0;
  },
};
