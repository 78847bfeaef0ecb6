import { GLYPH_SIZE, findGlyphs, type Raster } from '@numera/vision';
import { shuffle } from '../shuffle';
import type { Random } from '../strokes/random';
import { DatasetError } from './idx';

/**
 * The class of a glyph that shows none of the labels (a letter, a scribble). Such glyphs are learned by outlier exposure (Hendrycks et al. 2019,
 * "Deep Anomaly Detection with Outlier Exposure"): their target is every label alike, so that the network is unsure of them.
 */
export const NO_CLASS = 255;

/** Labelled glyphs, packed. */
export interface GlyphSet {
  readonly count: number;
  /** count x 784, ink 255 on paper 0: the pipeline's values in [0, 1] kept as bytes, a quarter of the memory. */
  readonly pixels: Uint8Array;
  /** Index of each glyph's label in the label set, or NO_CLASS. */
  readonly classes: Uint8Array;
}

export interface LabelledRaster {
  readonly raster: Raster;
  readonly label: string;
}

/**
 * Sends every image through the pipeline as one digit, as serving does, and packs what comes out; an image without a glyph is left out.
 * Throws DatasetError for a label that is not in the label set.
 */
export function packGlyphs(images: Iterable<LabelledRaster>, labels: readonly string[]): GlyphSet {
  const pixels: Uint8Array[] = [];
  const classes: number[] = [];
  for (const { raster, label } of images) {
    const index = labels.indexOf(label);
    if (index < 0) throw new DatasetError(`label ${JSON.stringify(label)} is not one of ${labels.join(', ')}`);
    const [glyph] = findGlyphs(raster);
    if (glyph === undefined) continue;
    pixels.push(Uint8Array.from(glyph.pixels, (value) => Math.round(value * 255)));
    classes.push(index);
  }
  return { count: classes.length, pixels: joined(pixels, classes.length * GLYPH_SIZE), classes: Uint8Array.from(classes) };
}

/** How many of some classes are a label's. */
export function countLabelled(classes: Uint8Array): number {
  return classes.reduce((sum, index) => sum + (index === NO_CLASS ? 0 : 1), 0);
}

/** One set, or batch of one, after another. */
export function joinSets(sets: readonly GlyphSet[]): GlyphSet {
  const count = sets.reduce((sum, set) => sum + set.count, 0);
  return {
    count,
    pixels: joined(
      sets.map((set) => set.pixels),
      count * GLYPH_SIZE,
    ),
    classes: joined(
      sets.map((set) => set.classes),
      count,
    ),
  };
}

/** Two sets that share no glyph, drawn at random: `count` glyphs, and all the others. */
export function splitSet(set: GlyphSet, count: number, random: Random): [GlyphSet, GlyphSet] {
  const order = Uint32Array.from({ length: set.count }, (_, i) => i);
  shuffle(order, random);
  return [pickGlyphs(set, order.subarray(0, count)), pickGlyphs(set, order.subarray(count))];
}

/** The glyphs of a set at some places, in their order. */
export function pickGlyphs(set: GlyphSet, places: Uint32Array): GlyphSet {
  const pixels = new Uint8Array(places.length * GLYPH_SIZE);
  places.forEach((place, i) => pixels.set(set.pixels.subarray(place * GLYPH_SIZE, (place + 1) * GLYPH_SIZE), i * GLYPH_SIZE));
  return { count: places.length, pixels, classes: Uint8Array.from(places, (place) => set.classes[place]!) };
}

/** Glyphs `from` to `to` (excluded) as [0, 1] floats, ready for a session. */
export function floatGlyphs(set: GlyphSet, from: number, to: number): Float32Array {
  return Float32Array.from(set.pixels.subarray(from * GLYPH_SIZE, to * GLYPH_SIZE), (value) => value / 255);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
