import { GLYPH_SIDE, GLYPH_SIZE, findGlyphs, type Raster } from '@numera/vision';
import { NO_CLASS, type GlyphSet } from '../data/glyph-set';
import { LEARNED_KINDS, MEASURED_KINDS, negativeSamples } from './negative-samples';

/** Seeds of negatives that thresholds are chosen on and that are measured, kept apart from what any recipe learns from. */
export const NEGATIVE_SEED_OFFSETS = { validation: 0x7e57_0000, evaluation: 0x5ea1_0000 } as const;

/**
 * Glyphs of no class to learn from: what the pipeline takes for the digit of each picture, and where it finds none the picture itself, as strings
 * are cut more boldly than single digits.
 */
export function negativeGlyphs(count: number, seed: number): GlyphSet {
  const glyphs: Uint8Array[] = [];
  for (const { raster, kind } of negativeSamples({ count, seed, kinds: LEARNED_KINDS })) {
    // Of two digits the pipeline would take one, and that is a digit.
    const isWhole = kind !== 'pair' && kind !== 'wrongCut';
    glyphs.push((isWhole ? foundIn(raster) : null) ?? shrunk(raster));
  }
  return packed(glyphs);
}

/** Glyphs of no class to choose thresholds on: only what the pipeline takes for a digit, at most `count`. */
export function foundNegatives(count: number, seed: number): GlyphSet {
  const glyphs: Uint8Array[] = [];
  for (const { raster } of negativeSamples({ count: 4 * count, seed, kinds: MEASURED_KINDS })) {
    const glyph = foundIn(raster);
    if (glyph !== null && glyphs.push(glyph) === count) break;
  }
  return packed(glyphs);
}

function foundIn(raster: Raster): Uint8Array | null {
  const [glyph] = findGlyphs(raster);
  return glyph === undefined ? null : Uint8Array.from(glyph.pixels, (value) => Math.round(value * 255));
}

/** A picture of twice a glyph's side as it is, dark taken for ink. */
function shrunk({ width, data }: Raster): Uint8Array {
  return Uint8Array.from({ length: GLYPH_SIZE }, (_, at) => {
    const first = 2 * Math.floor(at / GLYPH_SIDE) * width + 2 * (at % GLYPH_SIDE);
    return 255 - Math.round((data[first]! + data[first + 1]! + data[first + width]! + data[first + width + 1]!) / 4);
  });
}

function packed(glyphs: readonly Uint8Array[]): GlyphSet {
  const pixels = new Uint8Array(glyphs.length * GLYPH_SIZE);
  glyphs.forEach((glyph, i) => pixels.set(glyph, i * GLYPH_SIZE));
  return { count: glyphs.length, pixels, classes: new Uint8Array(glyphs.length).fill(NO_CLASS) };
}
