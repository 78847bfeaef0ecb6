import type { Raster } from '@numera/vision';
import { letterScripts as letters } from '../negatives/letter-scripts';
import { between, oneOf, randomFrom, type Random } from '../strokes/random';
import { scriptWidth, writeScript } from '../strokes/strokes-of';
import { drawnInk } from './ink-raster';

/**
 * Marks as high as digits that stand before, behind and between them, as scripts (strokes/scripts.ts): what a line is learned with. None is narrow:
 * brackets and strokes are nothing like a 1 only where they are taller than the digits (tall-marks.ts).
 */
export const learnedSigns: readonly string[] = [
  // Dollar and peso, with one bar, two, and a bar above and below; euro, round and sharp; pound, yen, rupee, rouble
  '78,22 50,12 24,24 34,44 64,54 78,72 50,88 20,78 | 50,2 50,98',
  '80,24 50,12 22,26 36,45 64,54 78,74 50,88 20,76 | 42,2 42,98 | 58,2 58,98',
  '76,20 46,14 24,28 46,46 74,62 66,84 24,80 | 54,0 52,18 | 50,80 48,100',
  '82,16 54,6 26,28 22,60 40,90 80,86 | 8,42 62,42 | 8,58 58,58',
  '84,20 60,8 30,24 24,70 50,94 84,82 | 10,46 70,40 | 10,62 66,56',
  '76,20 58,6 40,18 42,52 34,80 18,92! 84,90 | 22,52 64,50',
  '78,24 66,8 46,12 40,34 42,66 30,92! 84,92 | 20,46 66,46 | 20,60 66,60',
  '82,14 62,4 48,16 40,48 30,80 16,92 10,84 22,78 44,90 66,94 84,84 | 26,50 60,46',
  '16,6 50,50! 84,6 | 50,50 50,95 | 22,58 78,58 | 22,74 78,74',
  '16,10 84,10 | 16,30 84,30 | 18,10 60,14 56,46 18,48! 66,95',
  '28,95 28,6! 66,8 78,28 62,48 14,50 | 12,70 62,70',
  // Hashes and stars that fill a field to its end
  '38,4 24,96 | 72,4 58,96 | 8,36 92,32 | 6,66 90,62',
  '34,6 34,94 | 64,6 64,94 | 8,34 92,34 | 8,66 92,66',
  '50,8 50,92 | 14,28 86,72 | 86,28 14,72',
  '50,6 50,94 | 8,50 92,50 | 18,18 82,82 | 82,18 18,82',
  // Percent with circles as large as small noughts
  '78,6 22,94 | 24,6 10,16 10,38 24,48 38,38 38,16 24,6 | 76,52 62,62 62,84 76,94 90,84 90,62 76,52',
  '68,4 32,96 | 22,8 10,26 22,46 34,26 22,8 | 78,54 66,74 78,94 90,74 78,54',
  ...[letters.percent, letters.plus, letters.equals, letters.wave],
  // Letters that currencies begin with and no one takes for a digit
  ...[letters.E, letters.F, letters.H, letters.K, letters.k, letters.M, letters.N, letters.R, letters.W, letters.X],
];

/** More of them, never learned: what is said of signs is measured on these. */
export const heldApartSigns: readonly string[] = [
  // Dollar leaning, euro round, pound with a loop at its foot, hash and star askew
  '74,26 58,14 30,18 28,38 54,50 76,66 70,84 44,90 22,80 | 56,2 44,98',
  '80,24 62,10 38,12 24,34 24,68 42,90 68,90 82,76 | 12,44 66,44 | 12,58 60,58',
  '72,26 66,10 48,8 40,24 44,60 30,88 20,84 32,78 60,92 84,82 | 24,54 66,54',
  '44,6 30,94 | 76,6 62,94 | 14,32 94,36 | 8,62 88,66',
  '52,8 46,92 | 18,24 82,74 | 84,26 14,72',
];

/** Scripts of signs that are taller than digits, or no one could tell them from a 1. */
export interface TallSigns {
  readonly slashes: readonly string[];
  readonly brackets: readonly (readonly [opening: string, closing: string])[];
}

/** Others than those that lines are learned with (tall-marks.ts): how much each witness counts is fitted with them. */
export const fittedTallSigns: TallSigns = {
  slashes: ['62,4 38,96', '80,6 20,94', '74,4 44,50 30,96'],
  brackets: [
    ['66,2 44,22 34,50 42,80 60,98', '34,2 56,22 66,50 58,80 40,98'],
    ['56,4 48,24 45,52 48,78 56,96', '44,4 52,24 55,52 52,78 44,96'],
  ],
};

/** Slashes and pairs of brackets, never learned: lines are measured with them. */
export const heldApartTallSigns: TallSigns = {
  slashes: ['66,4 34,96', '76,6 48,52 26,94', '84,4 16,96', '70,4 60,40 28,96'],
  brackets: [
    ['62,4 42,28 36,52 44,78 64,96', '38,4 58,28 64,52 56,78 36,96'],
    ['58,2 46,20 42,50 46,80 58,98', '42,2 54,20 58,50 54,80 42,98'],
  ],
};

/** A sign or a word as someone might draw it: trimmed ink, 255 on 0. `side`: height of the paper, in pixels. */
export function drawnSign(script: string, side: number, random: Random): Raster {
  const strokes = writeScript(script, random);
  return drawnInk(strokes, { side: Math.round(side * scriptWidth(script)), penWidth: side * between(random, 0.04, 0.1) });
}

/** `count` signs of some scripts, drawn once. */
export function signPool(
  scripts: readonly string[],
  { count, seed, side }: { readonly count: number; readonly seed: number; readonly side: number },
): (random: Random) => Raster {
  const random = randomFrom(seed);
  const signs = Array.from({ length: count }, () => drawnSign(oneOf(random, scripts), side, random));
  return (chance) => oneOf(chance, signs);
}
