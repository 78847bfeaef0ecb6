import type { Raster } from '@numera/vision';
import { randomFrom, type Random } from '../strokes/random';
import { box, dots, hatching, letter, pair, scribble, word, wrongCut } from './drawn-negatives';
import { arrow, character, figure, spiral, tick } from './figures';
import { heldApartLetters, learnedLetters } from './letter-scripts';
import { blank, noise, photo, texture } from './toned-negatives';

type Draw = (side: number, random: Random) => Raster;

/** What is no digit, by kind. */
const draw = {
  letter: (side, random) => letter(learnedLetters, side, random),
  scribble,
  pair,
  wrongCut,
  dots,
  hatching,
  box,
  noise,
  texture,
  photo,
  blank,
  figure,
  spiral,
  tick,
  arrow,
  character,
  word,
  unknownLetter: (side, random) => letter(heldApartLetters, side, random),
} satisfies Record<string, Draw>;
export type NegativeKind = keyof typeof draw;

/** Kinds to learn from, in the order in which they are drawn; letters and scribbles are what people write, so they come more often. */
export const LEARNED_KINDS: readonly NegativeKind[] = [
  ...(['letter', 'scribble', 'pair', 'letter', 'wrongCut', 'noise', 'letter', 'scribble', 'dots', 'hatching'] as const),
  ...(['letter', 'pair', 'box', 'texture', 'letter', 'scribble', 'photo', 'wrongCut', 'blank', 'noise'] as const),
  ...(['figure', 'character', 'tick', 'figure', 'arrow', 'spiral', 'letter', 'figure', 'character', 'scribble'] as const),
];
/** Kinds to measure on: those that fill a picture by themselves, and letters that are never learned. A pair is a string, and its parts may be digits. */
export const MEASURED_KINDS: readonly NegativeKind[] = [
  ...(['blank', 'scribble', 'letter', 'unknownLetter', 'photo', 'noise', 'texture', 'dots', 'hatching', 'box'] as const),
];

export interface NegativeSample {
  readonly raster: Raster;
  readonly kind: NegativeKind;
}

export interface NegativeSampleOptions {
  readonly count: number;
  readonly seed: number;
  readonly kinds: readonly NegativeKind[];
  /** Side of each picture in pixels; default 56, twice a glyph's. */
  readonly side?: number;
}

/** Pictures of no digit, the kinds in turn; the seed fixes them all. One at a time: they are large. */
export function* negativeSamples({ count, seed, kinds, side = 56 }: NegativeSampleOptions): Generator<NegativeSample> {
  const random = randomFrom(seed);
  for (let i = 0; i < count; i++) {
    const kind = kinds[i % kinds.length];
    if (kind === undefined) throw new RangeError('negatives need a kind');
    yield { raster: draw[kind](side, random), kind };
  }
}
