import { GLYPH_SIDE, GLYPH_SIZE } from './raster';

/**
 * Degrees. Chosen on MNIST's last 5,000 train images and on corrupted ones among turns of 4 to 16 degrees, slants, sizes, widths of the strokes and
 * shifts: docs/recognition.md has the figures.
 */
const TURNS = [8, -8];

/** Views in `viewsOf`. */
export const VIEWS = 1 + TURNS.length;

/**
 * A glyph as another hand might have written it: itself first, then turned to either side. A network's mean answer to all of them is right more
 * often than its answer to one.
 */
export function viewsOf(glyph: Float32Array): Float32Array[] {
  return [glyph, ...TURNS.map((degrees) => turned(glyph, (degrees * Math.PI) / 180))];
}

/** Turned clockwise about its middle, bilinear; what lies outside the glyph is paper. */
function turned(glyph: Float32Array, radians: number): Float32Array {
  const out = new Float32Array(GLYPH_SIZE);
  const middle = (GLYPH_SIDE - 1) / 2;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  for (let y = 0, to = 0; y < GLYPH_SIDE; y++) {
    for (let x = 0; x < GLYPH_SIDE; x++, to++) {
      const u = cos * (x - middle) + sin * (y - middle) + middle;
      const v = cos * (y - middle) - sin * (x - middle) + middle;
      const [left, top] = [Math.floor(u), Math.floor(v)];
      if (left < -1 || top < -1 || left >= GLYPH_SIDE || top >= GLYPH_SIDE) continue;
      const [right, bottom] = [u - left, v - top];
      const upper = at(glyph, left, top) * (1 - right) + at(glyph, left + 1, top) * right;
      const lower = at(glyph, left, top + 1) * (1 - right) + at(glyph, left + 1, top + 1) * right;
      out[to] = upper * (1 - bottom) + lower * bottom;
    }
  }
  return out;
}

const at = (glyph: Float32Array, x: number, y: number): number =>
  x < 0 || y < 0 || x >= GLYPH_SIDE || y >= GLYPH_SIDE ? 0 : glyph[y * GLYPH_SIDE + x]!;
