import { GLYPH_SIZE } from '@numera/vision';
import { augment, type Augmentation } from '../data/augmentation';
import { pickGlyphs, type GlyphSet } from '../data/glyph-set';
import { shuffle } from '../shuffle';
import type { Random } from '../strokes/random';

export interface Batch {
  readonly count: number;
  /** count x 784, as they are in the dataset. */
  readonly pixels: Uint8Array;
  /** Index of each glyph's label, or NO_CLASS. */
  readonly classes: Uint8Array;
  /** How whoever learns from them changes them first. */
  readonly augmentation: Augmentation | null;
}

/** One epoch: every glyph once, in a random order; the last batch may be smaller. */
export function* batches(set: GlyphSet, size: number, augmentation: Augmentation | null, random: Random): Generator<Batch> {
  const order = Uint32Array.from({ length: set.count }, (_, i) => i);
  shuffle(order, random);
  for (let from = 0; from < set.count; from += size) {
    yield { ...pickGlyphs(set, order.subarray(from, from + size)), augmentation };
  }
}

/** A batch's glyphs as the network sees them, count x 784 values in [0, 1], changed as its augmentation says. */
export function drawGlyphs({ count, pixels, augmentation }: Batch, random: Random): Float32Array {
  const glyphs = new Float32Array(pixels.length);
  if (augmentation === null) {
    for (let i = 0; i < pixels.length; i++) glyphs[i] = pixels[i]! / 255;
    return glyphs;
  }
  for (let i = 0; i < count; i++) {
    const at = i * GLYPH_SIZE;
    augment(pixels.subarray(at, at + GLYPH_SIZE), glyphs, at, augmentation, random);
  }
  return glyphs;
}
