import type { Random } from '../../strokes/random';
import { SIDE, SIZE, type Plane } from './plane';

const rows = new Float32Array(SIZE);
const result = new Float32Array(SIZE);
const REACH = 3;
const kernel = new Float32Array(2 * REACH + 1);

/** A glyph out of focus by a Gaussian of `sigma` pixels, cut off at 3 pixels. The one result there is, overwritten by the next call. */
export function blurred(plane: Plane, sigma: number): Plane {
  let sum = 0;
  for (let i = -REACH; i <= REACH; i++) sum += kernel[i + REACH] = Math.exp((-i * i) / (2 * sigma * sigma));
  for (let i = 0; i < kernel.length; i++) kernel[i]! /= sum;
  for (let row = 0; row < SIDE; row++) spread(plane, rows, row * SIDE, 1);
  for (let column = 0; column < SIDE; column++) spread(rows, result, column, SIDE);
  return result;
}

/** A lens out of focus, by up to 1.3 pixels. */
export function blur(plane: Plane, strength: number): void {
  plane.set(blurred(plane, 0.3 + strength));
}

/** A camera or a page that moved: the mean of up to six pixels along a line, its darkest point made full ink again. */
export function shake(plane: Plane, strength: number, random: Random): void {
  const angle = Math.PI * random();
  const half = 3 * strength;
  const count = 2 * Math.ceil(half) + 1;
  result.fill(0);
  for (let i = 0; i < count; i++) {
    const along = half * ((2 * i) / (count - 1) - 1);
    addMoved(plane, Math.round(along * Math.cos(angle)), Math.round(along * Math.sin(angle)));
  }
  let peak = 0;
  for (let at = 0; at < SIZE; at++) if (result[at]! > peak) peak = result[at]!;
  const gain = 1 / Math.max(peak, 0.4 * count);
  for (let at = 0; at < SIZE; at++) plane[at] = Math.min(1, gain * result[at]!);
}

/** Adds a glyph, moved by whole pixels, to `result`. */
function addMoved(plane: Plane, right: number, down: number): void {
  for (let row = Math.max(0, down); row < Math.min(SIDE, SIDE + down); row++) {
    for (let column = Math.max(0, right); column < Math.min(SIDE, SIDE + right); column++) {
      result[row * SIDE + column]! += plane[(row - down) * SIDE + column - right]!;
    }
  }
}

/** Pale or heavy ink: a gamma between 1/2.5 and 2.5, and down to half of the darkness. */
export function changeContrast(plane: Plane, strength: number, random: Random): void {
  const gamma = Math.pow(2.5, strength * (2 * random() - 1));
  const gain = 1 - 0.5 * strength * random();
  for (let at = 0; at < SIZE; at++) if (plane[at]! > 0) plane[at] = gain * Math.pow(plane[at]!, gamma);
}

/** One row or column: scattered from where there is ink, as most of a glyph is paper. */
function spread(from: Float32Array, to: Float32Array, start: number, step: number): void {
  for (let i = 0; i < SIDE; i++) to[start + i * step] = 0;
  for (let i = 0; i < SIDE; i++) {
    const value = from[start + i * step]!;
    if (value === 0) continue;
    const first = i < REACH ? -i : -REACH;
    const last = i > SIDE - 1 - REACH ? SIDE - 1 - i : REACH;
    for (let off = first; off <= last; off++) to[start + (i + off) * step]! += value * kernel[off + REACH]!;
  }
}
