import type { Recipe } from '../recipe';
import { strokeSamples } from '../strokes/stroke-samples';
import { DIGITS, makeDataset, type Dataset } from './dataset';
import { joinSets, packGlyphs, type GlyphSet, type LabelledRaster } from './glyph-set';
import { DatasetError, countOf } from './idx';
import { mnistRasters, readMnist } from './mnist';

/** How many images at the end of MNIST's training files choices are made on; the others are learned from. */
const MNIST_VALIDATION = 5_000;
/** Drawn digits to learn from when there is no MNIST, and to choose on. */
const STROKES = { train: 10_000, validation: 2_000 };
// Seeds of drawn digits, kept apart: whatever seed a recipe gives, the digits that are chosen on come from another.
const VALIDATION_SEED_OFFSET = 0x5eed;

export type DatasetSource = { readonly kind: 'mnist'; readonly folder: string } | { readonly kind: 'strokes' };

/**
 * Loads what a recipe learns from, every image sent through the serving pipeline: MNIST's training files (all but the last 5,000 to learn
 * from, the last 5,000 to choose on) with the recipe's drawn digits beside them, or drawn digits alone. `limit` keeps the first images and
 * a tenth as many to choose on. Throws DatasetError.
 */
export async function loadDataset(source: DatasetSource, { strokes }: Pick<Recipe, 'strokes'>, limit = Infinity): Promise<Dataset> {
  const cut = (whole: number, share = 1): number => Math.min(whole, Math.ceil(limit * share));
  if (source.kind === 'strokes') {
    const train = drawn(cut(STROKES.train), strokes.seed);
    const validation = drawn(cut(STROKES.validation, 0.1), strokes.seed + VALIDATION_SEED_OFFSET);
    return makeDataset('strokes', DIGITS, train, validation);
  }
  const part = await readMnist(source.folder, 'train');
  const split = countOf(part.labels) - MNIST_VALIDATION;
  if (split <= 0) throw new DatasetError(`${source.folder}: ${countOf(part.labels)} images leave none to learn from`);
  const learned = packGlyphs(mnistRasters(part, 0, cut(split)), DIGITS);
  const beside = drawn(cut(strokes.count, strokes.count / split), strokes.seed);
  const validation = packGlyphs(mnistRasters(part, split, split + cut(MNIST_VALIDATION, 0.1)), DIGITS);
  return makeDataset(beside.count > 0 ? 'mnist+strokes' : 'mnist', DIGITS, joinSets([learned, beside]), validation);
}

/** Digits of the stroke generator with their labels. */
export function strokeRasters(count: number, seed: number): LabelledRaster[] {
  return strokeSamples({ count, seed }).map(({ raster, label }) => ({ raster, label: String(label) }));
}

function drawn(count: number, seed: number): GlyphSet {
  return packGlyphs(strokeRasters(count, seed), DIGITS);
}
