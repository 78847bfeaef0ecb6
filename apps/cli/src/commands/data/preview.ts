import { mnistRasters, previewRows, readMnist, strokeSamples } from '@numera/learning';
import type { LabelledRaster } from '@numera/learning';
import { resolve } from 'node:path';
import { UsageError } from '../../command';
import type { Subcommand, Surroundings } from '../../command';
import { assertPlace } from '../../free-folder';
import { presentMnist } from '../../mnist/standard-data';
import { parseOptions, wholeNumber } from '../../options';
import { loadRecipe } from '../../recipe-file';
import { writeSheet } from '../../sheet-file';

/** What the shipped model learned with. */
const RECIPE = 'taught';
const COLUMNS = 24;
/** Enough digits that every label fills a row. */
const DIGITS = 600;

const help = `Usage: numera data preview --out FILE.png [--recipe NAME] [--seed N]

Draws one picture of all that training sees: digits as they are and as the recipe changes them, then a row for every family
of augmentation, writing style, drawn digit, negative (what is no digit) and corruption. Digits come from MNIST's train
files where they are (MNIST_DIR, or as fetched), else from our own strokes.

  --out FILE      the PNG to write
  --recipe NAME   a recipe's name or its JSON file (default: ${RECIPE}, the shipped model's); families that it does
                  not set are shown at full strength
  --seed N        the same seed gives the same picture (default 1)`;

async function digitsOf(surroundings: Surroundings, seed: number): Promise<LabelledRaster[]> {
  const mnist = await presentMnist(undefined, surroundings);
  if (mnist !== undefined) return [...mnistRasters(await readMnist(mnist, 'train'), 0, DIGITS)];
  return strokeSamples({ count: DIGITS, seed, side: 28 }).map(({ raster: { data, ...size }, label }) => ({
    label: String(label),
    raster: { ...size, data: data.map((value) => 255 - value) },
  }));
}

/** `numera data preview`. */
export const preview: Subcommand = {
  name: 'preview',
  summary: 'draw what training makes of digits, one picture',
  help,
  async run(args, surroundings) {
    const text = { type: 'string' } as const;
    const { values } = parseOptions(args, { out: text, recipe: text, seed: text });
    if (values.out === undefined) throw new UsageError('--out FILE.png is needed');
    const out = resolve(surroundings.folder, values.out);
    await assertPlace(out);
    const seed = wholeNumber('seed', values.seed, 0) ?? 1;
    const { augmentation } = await loadRecipe(values.recipe ?? RECIPE, surroundings.folder);
    const rows = previewRows(await digitsOf(surroundings, seed), { augmentation, seed, columns: COLUMNS });
    await writeSheet(out, rows);
    surroundings.out.write(`${rows.length} rows in ${out}\n`);
    return 0;
  },
};
