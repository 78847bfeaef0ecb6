import { NEGATIVE_SEED_OFFSETS, foundNegatives, negativeGlyphs } from '../negatives';
import type { Recipe } from '../recipe';
import { randomFrom } from '../strokes/random';
import { strokeSamples } from '../strokes/stroke-samples';
import { DIGITS, makeDataset, type Dataset } from './dataset';
import { joinSets, packGlyphs, type GlyphSet, type LabelledRaster } from './glyph-set';
import { MNIST_VALIDATION, mnistRasters, readTraining } from './mnist';
import { restyled } from './restyle';

/** Drawn digits to learn from when there is no MNIST, and to choose on. */
const STROKES = { train: 10_000, validation: 2_000 };
// Seeds of drawn digits, kept apart: whatever seed a recipe gives, the digits that are chosen on come from another.
const VALIDATION_SEED_OFFSET = 0x5eed;

export type DatasetSource = { readonly kind: 'mnist'; readonly folder: string } | { readonly kind: 'strokes' };

/** Glyphs of no class to choose the reject threshold on. */
const NEGATIVES = 1_000;

type Beside = Pick<Recipe, 'strokes'> & Partial<Pick<Recipe, 'styles' | 'negatives'>>;

/** What a card calls the dataset of a source and a recipe; told without loading it. */
export function datasetName({ kind }: DatasetSource, { strokes }: Pick<Recipe, 'strokes'>): string {
  if (kind === 'strokes') return 'strokes';
  return strokes.count > 0 ? 'mnist+strokes' : 'mnist';
}

/** A dataset without a fold, and the fold's images as they are, which a network that learned from it has never seen. */
export interface Fold {
  readonly dataset: Dataset;
  readonly heldOut: GlyphSet;
}

export interface FoldedDataset {
  readonly whole: Dataset;
  /** Counted from 0. */
  readonly foldOf: (index: number) => Fold;
}

/**
 * Loads what a recipe learns from, every image sent through the serving pipeline: MNIST's training files (all but the last 5,000 to learn
 * from, the last 5,000 to choose on) with the recipe's drawn digits beside them, or drawn digits alone; and its negatives. `limit` keeps the
 * first images and a tenth as many to choose on. Throws DatasetError.
 */
export async function loadDataset(source: DatasetSource, recipe: Beside, limit = Infinity): Promise<Dataset> {
  const parts = await partsOf(source, recipe, limit);
  return parts.datasetOf(parts.images);
}

/**
 * The same, and without each of `folds` equal blocks of the images to learn from; what is drawn stays. A block is of neighbours, which are often
 * one writer's. Throws DatasetError.
 */
export async function loadFolds(source: DatasetSource, recipe: Beside, folds: number, limit = Infinity): Promise<FoldedDataset> {
  const { images, datasetOf } = await partsOf(source, recipe, limit);
  const edge = (at: number): number => Math.round((images.length * at) / folds);
  const foldOf = (index: number): Fold => {
    const [from, to] = [edge(index), edge(index + 1)];
    const heldOut = packGlyphs(images.slice(from, to), DIGITS);
    return { dataset: datasetOf([...images.slice(0, from), ...images.slice(to)]), heldOut };
  };
  return { whole: datasetOf(images), foldOf };
}

interface Parts {
  /** To learn from. */
  readonly images: readonly LabelledRaster[];
  /** With some of them, all that is drawn, and the images to choose on. */
  readonly datasetOf: (images: readonly LabelledRaster[]) => Dataset;
}

async function partsOf(source: DatasetSource, recipe: Beside, limit: number): Promise<Parts> {
  const { strokes, styles, negatives } = recipe;
  const name = datasetName(source, recipe);
  const cut = (whole: number, share = 1): number => Math.min(whole, Math.ceil(limit * share));
  const hasNegatives = negatives !== undefined && negatives.count > 0;
  const refused = hasNegatives ? foundNegatives(cut(NEGATIVES, 0.1), negatives.seed + NEGATIVE_SEED_OFFSETS.validation) : undefined;
  const unlabelled = (whole: number): GlyphSet[] =>
    hasNegatives ? [negativeGlyphs(cut(negatives.count, negatives.count / whole), negatives.seed)] : [];
  if (source.kind === 'strokes') {
    const beside = unlabelled(STROKES.train);
    const validation = drawn(cut(STROKES.validation, 0.1), strokes.seed + VALIDATION_SEED_OFFSET);
    return {
      images: strokeRasters(cut(STROKES.train), strokes.seed),
      datasetOf: (images) => makeDataset(name, DIGITS, joinSets([packGlyphs(images, DIGITS), ...beside]), validation, refused),
    };
  }
  const { part, split } = await readTraining(source.folder);
  const strokeDigits = drawn(cut(strokes.count, strokes.count / split), strokes.seed);
  const beside = [strokeDigits, ...unlabelled(split)];
  const validation = packGlyphs(mnistRasters(part, split, split + cut(MNIST_VALIDATION, 0.1)), DIGITS);
  return {
    images: [...mnistRasters(part, 0, cut(split))],
    datasetOf(images) {
      const learned = packGlyphs(styles === undefined ? images : restyled(images, styles.share, randomFrom(styles.seed)), DIGITS);
      return makeDataset(name, DIGITS, joinSets([learned, ...beside]), validation, refused);
    },
  };
}

/** Digits of the stroke generator with their labels. */
export function strokeRasters(count: number, seed: number): LabelledRaster[] {
  return strokeSamples({ count, seed }).map(({ raster, label }) => ({ raster, label: String(label) }));
}

function drawn(count: number, seed: number): GlyphSet {
  return packGlyphs(strokeRasters(count, seed), DIGITS);
}
