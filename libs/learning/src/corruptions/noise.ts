import type { Random } from '../strokes/random';
import { mapInk, type InkPicture } from './ink-picture';

/** Photons that a white pixel gets. */
const PHOTONS = 8;
const IMPULSES = 0.1;

/** A Poisson number (Knuth's multiplication of uniform numbers, for small means). */
function poisson(mean: number, random: Random): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count++;
  return count;
}

/** Few photons: each pixel a Poisson number about its value. */
export function shotNoise(picture: InkPicture, random: Random): InkPicture {
  return mapInk(picture, (_, __, own) => poisson(own * PHOTONS, random) / PHOTONS);
}

/** Every tenth pixel dead: full ink or none. */
export function impulseNoise(picture: InkPicture, random: Random): InkPicture {
  return mapInk(picture, (_, __, own) => (random() < IMPULSES ? Math.round(random()) : own));
}
