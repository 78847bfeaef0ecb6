import type { Raster } from '@numera/vision';
import type { LabelledRaster } from '../data/glyph-set';
import { between, oneOf, randomFrom, type Random } from '../strokes/random';
import { strokesOf } from '../strokes/strokes-of';
import { drawnInk, trimmed } from './ink-raster';

/** Digits to write lines with: trimmed ink, 255 on 0. */
export interface DigitPool {
  take(digit: number, random: Random): Raster;
}

/** Side of a drawn digit's picture: its ink is then about as high as MNIST's. */
const SIDE = 34;

/** `count` digits of our own strokes, drawn once. */
export function strokePool(count: number, seed: number): DigitPool {
  const random = randomFrom(seed);
  const drawn: Raster[][] = Array.from({ length: 10 }, () => []);
  for (let i = 0; i < count; i++) {
    drawn[i % 10]!.push(drawnInk(strokesOf(i % 10, random), { side: SIDE, penWidth: SIDE * between(random, 0.04, 0.1) }));
  }
  return { take: (digit, chance) => oneOf(chance, drawn[digit]!) };
}

/** Every image of some labelled ones, trimmed once. */
export function imagePool(images: Iterable<LabelledRaster>): DigitPool {
  const byDigit: Raster[][] = Array.from({ length: 10 }, () => []);
  for (const { raster, label } of images) byDigit[Number(label)]!.push(trimmed(raster));
  return { take: (digit, random) => oneOf(random, byDigit[digit]!) };
}
