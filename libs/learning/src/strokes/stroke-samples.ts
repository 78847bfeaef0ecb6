import type { Raster } from '@numera/vision';
import { drawStrokes } from './draw-strokes';
import { between, randomFrom } from './random';
import { strokesOf } from './strokes-of';

export interface StrokeSample {
  readonly raster: Raster;
  /** The digit, 0..9. */
  readonly label: number;
}

export interface StrokeSampleOptions {
  readonly count: number;
  readonly seed: number;
  /** Side of each picture in pixels; default 56, twice a glyph's. */
  readonly side?: number;
}

/** Pens from fine to felt-tip, in shares of the picture's side. */
const PEN = { finest: 0.03, broadest: 0.11 };

/** Drawn digits, black on white, as many of each label as the count allows (label = index mod 10); the seed fixes them all. */
export function strokeSamples({ count, seed, side = 56 }: StrokeSampleOptions): StrokeSample[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, i) => {
    const label = i % 10;
    const strokes = strokesOf(label, random);
    return { label, raster: drawStrokes(strokes, { side, penWidth: side * between(random, PEN.finest, PEN.broadest) }) };
  });
}
