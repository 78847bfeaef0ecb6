import { NEGATIVE_SEED_OFFSETS, foundNegatives, negativeGlyphs } from '../negatives';
import type { Recipe } from '../recipe';
import { randomFrom } from '../strokes/random';
import { strokeSamples } from '../strokes/stroke-samples';
import { DIGITS, makeDataset, type Dataset } from './dataset';
import { joinSets, packGlyphs, type GlyphSet, type LabelledRaster } from './glyph-set';
import { DatasetError, countOf } from './idx';
import { mnistRasters, readMnist } from './mnist';
import { restyled } from './restyle';

/** How many images at the end of MNIST's training files choices are made on; the others are learned from. */
const MNIST_VALIDATION = 5_000;
/** Drawn digits to learn from when there is no MNIST, and to choose on. */
const STROKES = { train: 10_000, validation: 2_000 };
// Seeds of drawn digits, kept apart: whatever seed a recipe gives, the digits that are chosen on come from another.
const VALIDATION_SEED_OFFSET = 0x5eed;

export type DatasetSource = { readonly kind: 'mnist'; readonly folder: string } | { readonly kind: 'strokes' };

/** Glyphs of no class to choose the reject threshold on. */
const NEGATIVES = 1_000;

/**
 * Loads what a recipe learns from, every image sent through the serving pipeline: MNIST's training files (all but the last 5,000 to learn
 * from, the last 5,000 to choose on) with the recipe's drawn digits beside them, or drawn digits alone; and its negatives. `limit` keeps the
 * first images and a tenth as many to choose on. Throws DatasetError.
 */
export async function loadDataset(
  source: DatasetSource,
  { strokes, styles, negatives }: Pick<Recipe, 'strokes'> & Partial<Pick<Recipe, 'styles' | 'negatives'>>,
  limit = Infinity,
): Promise<Dataset> {
  const cut = (whole: number, share = 1): number => Math.min(whole, Math.ceil(limit * share));
  const hasNegatives = negatives !== undefined && negatives.count > 0;
  const refused = hasNegatives ? foundNegatives(cut(NEGATIVES, 0.1), negatives.seed + NEGATIVE_SEED_OFFSETS.validation) : undefined;
  const unlabelled = (whole: number): GlyphSet[] =>
    hasNegatives ? [negativeGlyphs(cut(negatives.count, negatives.count / whole), negatives.seed)] : [];
  if (source.kind === 'strokes') {
    const train = drawn(cut(STROKES.train), strokes.seed);
    const validation = drawn(cut(STROKES.validation, 0.1), strokes.seed + VALIDATION_SEED_OFFSET);
    return makeDataset('strokes', DIGITS, joinSets([train, ...unlabelled(STROKES.train)]), validation, refused);
  }
  const part = await readMnist(source.folder, 'train');
  const split = countOf(part.labels) - MNIST_VALIDATION;
  if (split <= 0) throw new DatasetError(`${source.folder}: ${countOf(part.labels)} images leave none to learn from`);
  const images = mnistRasters(part, 0, cut(split));
  const learned = packGlyphs(styles === undefined ? images : restyled(images, styles.share, randomFrom(styles.seed)), DIGITS);
  const beside = drawn(cut(strokes.count, strokes.count / split), strokes.seed);
  const validation = packGlyphs(mnistRasters(part, split, split + cut(MNIST_VALIDATION, 0.1)), DIGITS);
  const train = joinSets([learned, beside, ...unlabelled(split)]);
  return makeDataset(beside.count > 0 ? 'mnist+strokes' : 'mnist', DIGITS, train, validation, refused);
}

/** Digits of the stroke generator with their labels. */
export function strokeRasters(count: number, seed: number): LabelledRaster[] {
  return strokeSamples({ count, seed }).map(({ raster, label }) => ({ raster, label: String(label) }));
}

function drawn(count: number, seed: number): GlyphSet {
  return packGlyphs(strokeRasters(count, seed), DIGITS);
}
