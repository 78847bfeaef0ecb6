import { countOf, mnistRasters, readMnist } from '@numera/learning';
import { resolve } from 'node:path';
import { CommandError } from '../../command';
import type { Subcommand, Surroundings } from '../../command';
import { DataLook, summaryLines } from '../../data-summary';
import type { LabelledImages } from '../../evaluation-images';
import { assertPlace } from '../../free-folder';
import { labelledSource } from '../../labelled-source';
import type { Source } from '../../labelled-source';
import { presentMnist } from '../../mnist/standard-data';
import { parseOptions } from '../../options';
import { ProgressLine, bar } from '../../progress-bar';
import { writeSheet } from '../../sheet-file';

const help = `Usage: numera data show [--images IDX --labels IDX | --folder DIR] [--out FILE.png] [--json]

Says what labelled images are before anything is learned from them: how many, how large, how dark and light, how many of each
digit (of strings: of all their digits), and which files cannot be read. Without a source: MNIST's train files (MNIST_DIR, or
as fetched).

  --images IDX, --labels IDX   files in the IDX format, plain or gzip
  --folder DIR                 a folder of image files with labels.csv (file,label[,kind])
  --out FILE                   also draw the first images of each class, as one PNG
  --json                       one line of JSON instead: {count, unreadable, smallest, largest, grey, digits}`;

async function sourceOf(source: Source, surroundings: Surroundings): Promise<LabelledImages> {
  if (Object.values(source).some((given) => given !== undefined)) return labelledSource(source, {}, surroundings, 'It is left out.');
  const mnist = await presentMnist(undefined, surroundings);
  if (mnist === undefined)
    throw new CommandError('there is no MNIST here (`numera data fetch mnist`, MNIST_DIR); give --folder, or --images and --labels');
  const part = await readMnist(mnist, 'train');
  return { count: countOf(part.labels), images: mnistRasters(part) };
}

/** `numera data show`. */
export const show: Subcommand = {
  name: 'show',
  summary: 'look at labelled images: how many, how large, of which digits',
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const { values } = parseOptions(args, { images: text, labels: text, folder: text, out: text, json: { type: 'boolean' } });
    const { images, labels, folder } = values;
    const out = values.out === undefined ? null : resolve(surroundings.folder, values.out);
    if (out !== null) await assertPlace(out);
    const source = await sourceOf({ images, labels, folder }, surroundings);
    const progress = new ProgressLine(surroundings.log);
    const look = new DataLook();
    let seen = 0;
    for await (const image of source.images) {
      surroundings.signal.throwIfAborted();
      look.see(image);
      progress.show(`${bar(++seen / source.count)} ${seen} of ${source.count} images`);
    }
    progress.clear();
    const { summary, samples } = look;
    surroundings.out.write(`${values.json ? JSON.stringify(summary) : summaryLines(summary).join('\n')}\n`);
    if (out !== null) await writeSheet(out, samples);
    return 0;
  },
};
