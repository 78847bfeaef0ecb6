import { GLYPH_SIDE, GLYPH_SIZE } from './raster';

/** How a point of a view is found in the glyph: u = a x + b y, v = c x + d y, from the middle. */
type Warp = readonly [a: number, b: number, c: number, d: number];

const turned = (degrees: number): Warp => {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [cos, sin, -sin, cos];
};
const slanted = (share: number): Warp => [1, share, 0, 1];
const scaled = (share: number): Warp => [1 / share, 0, 0, 1 / share];

/** Chosen on MNIST's last 5,000 train images among shifts, turns, slants, sizes and widths: no other nine did better, and twice as many hardly. */
const WARPS: readonly Warp[] = [turned(8), turned(-8), slanted(0.1), slanted(-0.1), scaled(0.94), scaled(1.06)];
/** Strokes wider and thinner: how far each pixel goes to the most, or least, of its neighbours. */
const WIDTHS = [0.25, -0.25];

/** Views in `viewsOf`. */
export const VIEWS = 1 + WARPS.length + WIDTHS.length;

/**
 * A glyph as another hand might have written it: itself first, then turned, slanted, larger and smaller, with wider and thinner strokes.
 * A network's mean answer to all of them is right more often than its answer to one.
 */
export function viewsOf(glyph: Float32Array): Float32Array[] {
  return [glyph, ...WARPS.map((warp) => warped(glyph, warp)), ...WIDTHS.map((share) => widened(glyph, share))];
}

/** Bilinear; what lies outside the glyph is paper. */
function warped(glyph: Float32Array, [a, b, c, d]: Warp): Float32Array {
  const out = new Float32Array(GLYPH_SIZE);
  const middle = (GLYPH_SIDE - 1) / 2;
  for (let y = 0, to = 0; y < GLYPH_SIDE; y++) {
    for (let x = 0; x < GLYPH_SIDE; x++, to++) {
      const u = a * (x - middle) + b * (y - middle) + middle;
      const v = c * (x - middle) + d * (y - middle) + middle;
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

function widened(glyph: Float32Array, share: number): Float32Array {
  const extreme = share > 0 ? Math.max : Math.min;
  return glyph.map((value, i) => {
    const [x, y] = [i % GLYPH_SIDE, Math.floor(i / GLYPH_SIDE)];
    const most = extreme(value, at(glyph, x - 1, y), at(glyph, x + 1, y), at(glyph, x, y - 1), at(glyph, x, y + 1));
    return value + Math.abs(share) * (most - value);
  });
}

const at = (glyph: Float32Array, x: number, y: number): number =>
  x < 0 || y < 0 || x >= GLYPH_SIDE || y >= GLYPH_SIDE ? 0 : glyph[y * GLYPH_SIDE + x]!;
