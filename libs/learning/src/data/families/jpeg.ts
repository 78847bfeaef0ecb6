import { between, type Random } from '../../strokes/random';
import { SIDE, type Plane } from './plane';

const BLOCK = 8;
/** Luminance quantisation at quality 50 (ITU-T T.81, annex K.1), row by row. */
const TABLE = [
  ...[16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62],
  ...[
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103,
    99,
  ],
];
/** Rows are the cosines of the discrete cosine transform of 8 values, orthonormal. */
const cosines = Float32Array.from(
  { length: BLOCK * BLOCK },
  (_, at) => Math.sqrt((at < BLOCK ? 1 : 2) / BLOCK) * Math.cos((Math.PI * Math.floor(at / BLOCK) * (2 * (at % BLOCK) + 1)) / (2 * BLOCK)),
);
const inverse = cosines.map((_, at) => cosines[(at % BLOCK) * BLOCK + Math.floor(at / BLOCK)]!);
const block = new Float32Array(BLOCK * BLOCK);
const middle = new Float32Array(BLOCK * BLOCK);

/** What JPEG leaves of a glyph at qualities down to 5: blocks of 8x8 whose cosines are rounded to multiples of the standard's table. */
export function compress(plane: Plane, strength: number, random: Random): void {
  const quality = between(random, 5, 45) + 40 * (1 - strength);
  // The scale of the Independent JPEG Group's library.
  const scale = (quality < 50 ? 5000 / quality : 200 - 2 * quality) / 100;
  // The grid of a larger picture may begin anywhere.
  const [left, top] = [-Math.floor(random() * BLOCK), -Math.floor(random() * BLOCK)];
  for (let y = top; y < SIDE; y += BLOCK) for (let x = left; x < SIDE; x += BLOCK) compressBlock(plane, x, y, scale);
}

function compressBlock(plane: Plane, left: number, top: number, scale: number): void {
  let ink = 0;
  for (let at = 0; at < block.length; at++) {
    const x = left + (at & 7);
    const y = top + (at >> 3);
    const isInside = x >= 0 && y >= 0 && x < SIDE && y < SIDE;
    block[at] = isInside ? 255 * plane[y * SIDE + x]! : 0;
    ink += block[at]!;
  }
  if (ink === 0) return;
  transform(cosines);
  for (let at = 0; at < block.length; at++) {
    const step = Math.max(1, TABLE[at]! * scale);
    block[at] = Math.round(block[at]! / step) * step;
  }
  transform(inverse);
  for (let at = 0; at < block.length; at++) {
    const x = left + (at & 7);
    const y = top + (at >> 3);
    if (x >= 0 && y >= 0 && x < SIDE && y < SIDE) plane[y * SIDE + x] = Math.max(0, Math.min(1, block[at]! / 255));
  }
}

/** The transform of `block` in place, along rows and then columns; with `inverse` back. */
function transform(matrix: Float32Array): void {
  along(block, middle, matrix);
  along(middle, block, matrix);
}

/** Transforms each row of `from` into a column of `to`, so that two calls do both axes. */
function along(from: Float32Array, to: Float32Array, matrix: Float32Array): void {
  for (let row = 0; row < BLOCK; row++) {
    for (let k = 0; k < BLOCK; k++) {
      let sum = 0;
      for (let i = 0; i < BLOCK; i++) sum += from[row * BLOCK + i]! * matrix[k * BLOCK + i]!;
      to[k * BLOCK + row] = sum;
    }
  }
}
