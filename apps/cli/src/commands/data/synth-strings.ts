import { HELD_APART_FROM, heldApartSigns, mnistWriter, readMnist, stringSamples, strokeWriter } from '@numera/learning';
import type { Writer } from '@numera/learning';
import { encodePng } from '@numera/imaging';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../../command';
import type { Subcommand, Surroundings } from '../../command';
import { presentMnist } from '../../mnist/standard-data';
import { parseOptions, wholeNumber } from '../../options';
import { ProgressLine, bar } from '../../progress-bar';

const COUNT = 900;

const help = `Usage: numera data synth strings --out DIR [--count N] [--seed N] [--signs]

Writes labelled pictures of strings of 2 to 8 digits: spaced, close and touching, on clean, noisy and inverted paper.
Digits come from our own strokes, and, where MNIST is (MNIST_DIR, or as fetched), in turn from the last 2,500 images of its train
files, on which nothing shipped was fitted.
DIR gets PNG files and labels.csv (file,label,kind), as \`numera evaluate --folder DIR\` reads them.

  --out DIR    the folder to write into; made when it is not there
  --count N    how many pictures (default ${COUNT})
  --seed N     the same seed gives the same pictures (default 1)
  --signs      some with signs before or behind the digits (currency marks, hashes, stars) that no shipped model learned from`;

async function writersOf(surroundings: Surroundings): Promise<Writer[]> {
  const mnist = await presentMnist(undefined, surroundings);
  return mnist === undefined ? [strokeWriter] : [strokeWriter, mnistWriter(await readMnist(mnist, 'train'), HELD_APART_FROM)];
}

/** `numera data synth strings`. */
export const synthStrings: Subcommand = {
  name: 'synth strings',
  summary: 'write labelled pictures of strings of digits',
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const { values } = parseOptions(args, { out: text, count: text, seed: text, signs: { type: 'boolean' } });
    if (values.out === undefined) throw new UsageError('--out DIR is needed');
    const count = wholeNumber('count', values.count, 1) ?? COUNT;
    const seed = wholeNumber('seed', values.seed, 0) ?? 1;
    const out = resolve(surroundings.folder, values.out);
    const writers = await writersOf(surroundings);
    const signs = values.signs ? heldApartSigns : [];
    await mkdir(out, { recursive: true });
    const progress = new ProgressLine(surroundings.log);
    const rows = ['file,label,kind'];
    for (const { raster, label, kind } of stringSamples({ count, seed, writers, signs })) {
      surroundings.signal.throwIfAborted();
      const file = `${String(rows.length).padStart(6, '0')}.png`;
      await writeFile(join(out, file), await encodePng(raster));
      rows.push(`${file},${label},${kind}`);
      progress.show(`${bar((rows.length - 1) / count)} ${rows.length - 1} of ${count} pictures`);
    }
    progress.clear();
    // Last, so that a folder with labels.csv is whole.
    await writeFile(join(out, 'labels.csv'), `${rows.join('\n')}\n`);
    surroundings.out.write(`${count} pictures in ${out}\n`);
    return 0;
  },
};
