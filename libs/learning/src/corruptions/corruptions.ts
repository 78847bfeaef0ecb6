import type { Raster } from '@numera/vision';
import { randomFrom, type Random } from '../strokes/random';
import { glassBlur, motionBlur } from './blurs';
import { cannyEdges } from './edges';
import { rotate, scale, shear, translate } from './geometry';
import { withInk, type InkPicture } from './ink-picture';
import { dottedLine, stripe, zigzag } from './lines';
import { impulseNoise, shotNoise } from './noise';
import { brightness, fog, spatter } from './weather';

/**
 * Fifteen ways to spoil a picture of a digit, to measure with and never to learn from: they share no code and no setting with augmentation.
 * The kinds are those of MNIST-C (Mu and Gilmer 2019), the settings our own.
 */
const kinds = {
  shotNoise,
  impulseNoise,
  glassBlur,
  motionBlur,
  shear,
  scale,
  rotate,
  brightness,
  translate,
  stripe,
  fog,
  spatter,
  dottedLine,
  zigzag,
  cannyEdges,
} satisfies Record<string, (picture: InkPicture, random: Random) => InkPicture>;
export type Corruption = keyof typeof kinds;

export const CORRUPTIONS = Object.keys(kinds) as readonly Corruption[];

/** Spoils a raster of any size in one way; the same seed spoils it alike. */
export function corrupt(raster: Raster, kind: Corruption, seed: number): Raster {
  const random = randomFrom(seed);
  return withInk(raster, (picture) => kinds[kind](picture, random));
}
