import type { Raster } from '@numera/vision';
import { countOf, rasterAt } from '../data/idx';
import type { MnistPart } from '../data/mnist';
import { drawStrokes } from '../strokes/draw-strokes';
import { between, oneOf, randomFrom, type Random } from '../strokes/random';
import { strokesOf } from '../strokes/strokes-of';
import { trimmed } from './ink-raster';

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
    const { width, height, data } = drawStrokes(strokesOf(i % 10, random), { side: SIDE, penWidth: SIDE * between(random, 0.04, 0.1) });
    drawn[i % 10]!.push(trimmed({ width, height, data: data.map((value) => 255 - value) }));
  }
  return { take: (digit, chance) => oneOf(chance, drawn[digit]!) };
}

/** Images `from` to `to` (excluded) of an MNIST part. */
export function mnistPool({ images, labels }: MnistPart, from: number, to = countOf(labels)): DigitPool {
  const byDigit: number[][] = Array.from({ length: 10 }, () => []);
  for (let i = from; i < to; i++) byDigit[labels.data[i]!]!.push(i);
  return { take: (digit, chance) => trimmed(rasterAt(images, oneOf(chance, byDigit[digit]!))) };
}
