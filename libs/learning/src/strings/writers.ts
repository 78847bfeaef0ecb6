import type { Raster } from '@numera/vision';
import { countOf, rasterAt } from '../data/idx';
import type { MnistPart } from '../data/mnist';
import { between, oneOf, type Random } from '../strokes/random';
import { strokesOf } from '../strokes/strokes-of';
import { drawnInk, trimmed } from './ink-raster';

/** Someone who writes strings: from one string to the next the hand changes. */
export interface Writer {
  readonly name: string;
  /** Picks a pen for a string; the function writes its digits as trimmed ink, 255 on 0. */
  takePen(random: Random): (digit: number) => Raster;
}

const STROKE_SIDE = 80;

/** Writes with our own strokes: free of any data set. */
export const strokeWriter: Writer = {
  name: 'strokes',
  takePen(random) {
    const penWidth = STROKE_SIDE * between(random, 0.04, 0.1);
    return (digit) => drawnInk(strokesOf(digit, random), { side: STROKE_SIDE, penWidth });
  },
};

/** Writes with images `from` to `to` (excluded) of an MNIST part. */
export function mnistWriter({ images, labels }: MnistPart, from: number, to = countOf(labels)): Writer {
  const byDigit: number[][] = Array.from({ length: 10 }, () => []);
  for (let i = from; i < to; i++) byDigit[labels.data[i]!]!.push(i);
  return { name: 'mnist', takePen: (random) => (digit) => trimmed(rasterAt(images, oneOf(random, byDigit[digit]!))) };
}
