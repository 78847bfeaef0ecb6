import { between, type Random } from '../../strokes/random';
import { SIDE, SIZE, type Plane } from './plane';

/** Control points on each axis of an elastic field, one outside of each edge. */
const GRID = 7;
const SPACING = (SIDE - 1) / (GRID - 3);
/** Weights of the four control points about each column, of the uniform cubic B-spline. */
const weights = splineWeights();
const firsts = Uint8Array.from({ length: SIDE }, (_, i) => Math.min(GRID - 4, Math.floor(i / SPACING)));
const control = { x: new Float32Array(GRID * GRID), y: new Float32Array(GRID * GRID) };
const partly = { x: new Float32Array(SIDE * GRID), y: new Float32Array(SIDE * GRID) };

/** Pixels that each place of a glyph is moved by. */
export interface Field {
  readonly x: Float32Array;
  readonly y: Float32Array;
}
const field: Field = { x: new Float32Array(SIZE), y: new Float32Array(SIZE) };

/**
 * A smooth random field: control points every 7 pixels moved at random, a cubic B-spline between them (free-form deformation, Rueckert et al.
 * 1999), which looks as Simard et al.'s (2003) filtered noise does at a tenth of its cost. The one field there is, overwritten by the next call.
 */
export function elasticField(strength: number, random: Random): Field {
  const most = 5 * strength;
  for (let i = 0; i < GRID * GRID; i++) {
    control.x[i] = between(random, -most, most);
    control.y[i] = between(random, -most, most);
  }
  interpolate(control.x, partly.x, field.x);
  interpolate(control.y, partly.y, field.y);
  return field;
}

function interpolate(from: Float32Array, between: Float32Array, to: Float32Array): void {
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < SIDE; column++) {
      const at = row * GRID + firsts[column]!;
      const w = column * 4;
      between[row * SIDE + column] =
        from[at]! * weights[w]! + from[at + 1]! * weights[w + 1]! + from[at + 2]! * weights[w + 2]! + from[at + 3]! * weights[w + 3]!;
    }
  }
  for (let row = 0; row < SIDE; row++) {
    const [first, w] = [firsts[row]! * SIDE, row * 4];
    const [a, b, c, d] = [weights[w]!, weights[w + 1]!, weights[w + 2]!, weights[w + 3]!];
    for (let column = 0; column < SIDE; column++) {
      const at = first + column;
      to[row * SIDE + column] = between[at]! * a + between[at + SIDE]! * b + between[at + 2 * SIDE]! * c + between[at + 3 * SIDE]! * d;
    }
  }
}

function splineWeights(): Float32Array {
  const all = new Float32Array(SIDE * 4);
  for (let i = 0; i < SIDE; i++) {
    const t = i / SPACING - Math.min(GRID - 4, Math.floor(i / SPACING));
    const [t2, t3] = [t * t, t * t * t];
    all.set([(1 - 3 * t + 3 * t2 - t3) / 6, (4 - 6 * t2 + 3 * t3) / 6, (1 + 3 * t + 3 * t2 - 3 * t3) / 6, t3 / 6], i * 4);
  }
  return all;
}

/** A map from a place of the changed glyph to where its value is read: a matrix about the centre, a vanishing line, and a field. */
export interface Warp {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** How much nearer or farther the paper is for each pixel to the right and down. */
  readonly tiltX: number;
  readonly tiltY: number;
  readonly field: Field | null;
  /** What lies outside has the value of the nearest pixel instead of being paper. */
  readonly isFilledFromEdge?: boolean;
}

const CENTRE = (SIDE - 1) / 2;
/** Just inside of the last pixels, from where a bilinear value needs no neighbour beyond them. */
const LAST = SIDE - 1 - 1e-4;

/** Writes the glyph seen through a warp to `to`, sampled bilinearly. All geometry in one go: each sampling blurs. */
export function warp(from: Plane, to: Plane, map: Warp): void {
  const { xx, xy, yx, yy, shiftX, shiftY, tiltX, tiltY, field: moved, isFilledFromEdge = false } = map;
  const isTilted = tiltX !== 0 || tiltY !== 0;
  for (let row = 0, at = 0; row < SIDE; row++) {
    const down = row - CENTRE - shiftY;
    for (let column = 0; column < SIDE; column++, at++) {
      const across = column - CENTRE - shiftX;
      const depth = isTilted ? 1 / (1 + tiltX * across + tiltY * down) : 1;
      let x = (xx * across + xy * down) * depth + CENTRE;
      let y = (yx * across + yy * down) * depth + CENTRE;
      if (moved !== null) {
        x += moved.x[at]!;
        y += moved.y[at]!;
      }
      if (isFilledFromEdge) {
        x = Math.max(0, Math.min(LAST, x));
        y = Math.max(0, Math.min(LAST, y));
      }
      to[at] = sample(from, x, y);
    }
  }
}

/** Bilinear value at a place between pixels. */
function sample(plane: Plane, x: number, y: number): number {
  if (!(x >= 0 && y >= 0 && x < SIDE - 1 && y < SIDE - 1)) return 0;
  // Whole parts; the hottest lines of training's other thread, so without calls.
  const left = x | 0;
  const top = y | 0;
  const right = x - left;
  const bottom = y - top;
  const at = top * SIDE + left;
  const upper = plane[at]! * (1 - right) + plane[at + 1]! * right;
  const lower = plane[at + SIDE]! * (1 - right) + plane[at + SIDE + 1]! * right;
  return upper * (1 - bottom) + lower * bottom;
}
