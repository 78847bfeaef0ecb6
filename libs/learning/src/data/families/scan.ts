import { between, type Random } from '../../strokes/random';
import { SIDE, SIZE, type Plane } from './plane';

/** Longer side of the ink of a glyph that follows the convention. */
const INK_SIDE = 20;
const cells = new Float32Array(SIZE);
const half = new Float32Array(SIZE);
/** Fewer pixels in black and white only are no digit any more. */
const LEAST_BINARY = 11;

/**
 * A scan of few pixels and back: the ink's 20 pixels averaged to 8 to 19 (strength 1 reaches 8), now and then in black and white only, then
 * enlarged, bilinearly or in squares, its darkest point made full ink again and its centre of mass brought to the middle, as the pipeline does.
 */
export function scanSmall(plane: Plane, strength: number, random: Random): void {
  const side = Math.max(8, Math.round(INK_SIDE - 12 * strength));
  const step = INK_SIDE / side;
  const count = Math.min(SIDE, Math.ceil(SIDE / step) + 1);
  // Where the scanner's first cell begins is chance.
  const [originX, originY] = [-step * random(), -step * random()];
  for (let row = 0; row < SIDE; row++) average(plane, half, row * SIDE, row * SIDE, 1, originX, step, count);
  for (let column = 0; column < count; column++) average(half, cells, column, column, SIDE, originY, step, count);
  if (side >= LEAST_BINARY && random() < 0.3) harden(cells, between(random, 0.3, 0.5));
  const isSquares = random() < 0.25;
  for (let row = 0, at = 0; row < SIDE; row++) {
    const y = (row + 0.5 - originY) / step - 0.5;
    for (let column = 0; column < SIDE; column++, at++) {
      const x = (column + 0.5 - originX) / step - 0.5;
      plane[at] = isSquares ? cellAt(Math.round(x), Math.round(y), count) : mixed(x, y, count);
    }
  }
  restore(plane);
}

/** Means over cells of `step` pixels along a line of 28. */
function average(
  from: Float32Array,
  to: Float32Array,
  start: number,
  toStart: number,
  stride: number,
  origin: number,
  step: number,
  count: number,
): void {
  for (let cell = 0; cell < count; cell++) {
    const low = Math.max(0, origin + cell * step);
    const high = Math.min(SIDE, origin + (cell + 1) * step);
    let sum = 0;
    for (let at = Math.floor(low); at < high; at++) sum += from[start + at * stride]! * (Math.min(high, at + 1) - Math.max(low, at));
    to[toStart + cell * stride] = sum / step;
  }
}

function harden(values: Float32Array, threshold: number): void {
  for (let at = 0; at < SIZE; at++) values[at] = values[at]! > threshold ? 1 : 0;
}

function cellAt(x: number, y: number, count: number): number {
  return x < 0 || y < 0 || x >= count || y >= count ? 0 : cells[y * SIDE + x]!;
}

function mixed(x: number, y: number, count: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const right = x - left;
  const bottom = y - top;
  const upper = cellAt(left, top, count) * (1 - right) + cellAt(left + 1, top, count) * right;
  const lower = cellAt(left, top + 1, count) * (1 - right) + cellAt(left + 1, top + 1, count) * right;
  return upper * (1 - bottom) + lower * bottom;
}

/** The convention of libs/vision after a change of scale: full ink at the darkest point, centre of mass (by whole pixels) in the middle. */
function restore(plane: Plane): void {
  let [mass, massX, massY, peak] = [0, 0, 0, 0];
  for (let at = 0; at < SIZE; at++) {
    const value = plane[at]!;
    mass += value;
    massX += value * (at % SIDE);
    massY += value * Math.floor(at / SIDE);
    if (value > peak) peak = value;
  }
  if (mass === 0) return;
  const gain = 1 / Math.max(peak, 0.375);
  const middle = SIDE / 2 - 0.5;
  const [right, down] = [Math.round(middle - massX / mass), Math.round(middle - massY / mass)];
  half.set(plane);
  for (let row = 0, at = 0; row < SIDE; row++) {
    const y = row - down;
    for (let column = 0; column < SIDE; column++, at++) {
      const x = column - right;
      plane[at] = x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : Math.min(1, gain * half[y * SIDE + x]!);
    }
  }
}
