import { GLYPH_SIZE } from '@numera/vision';
import { augment, type Augmentation } from '../data/augmentation';
import type { GlyphSet } from '../data/glyph-set';
import { shuffle } from '../shuffle';
import type { Random } from '../strokes/random';

export interface Batch {
  readonly count: number;
  /** count x 784 values in [0, 1]. */
  readonly glyphs: Float32Array;
  /** Index of each glyph's label, or NO_CLASS. */
  readonly classes: Uint8Array;
}

/** One epoch: every glyph once, in a random order, changed as `augmentation` says; the last batch may be smaller. */
export function* batches(set: GlyphSet, size: number, augmentation: Augmentation | null, random: Random): Generator<Batch> {
  const order = Uint32Array.from({ length: set.count }, (_, i) => i);
  shuffle(order, random);
  for (let from = 0; from < set.count; from += size) {
    const chosen = order.subarray(from, from + size);
    const glyphs = new Float32Array(chosen.length * GLYPH_SIZE);
    const classes = new Uint8Array(chosen.length);
    chosen.forEach((index, i) => {
      const pixels = set.pixels.subarray(index * GLYPH_SIZE, (index + 1) * GLYPH_SIZE);
      const at = i * GLYPH_SIZE;
      if (augmentation === null) pixels.forEach((value, j) => (glyphs[at + j] = value / 255));
      else augment(pixels, glyphs, at, augmentation, random);
      classes[i] = set.classes[index]!;
    });
    yield { count: chosen.length, glyphs, classes };
  }
}
