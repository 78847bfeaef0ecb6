import type { Box, Raster } from './raster';
import { GLYPH_SIDE, GLYPH_SIZE } from './raster';
import { enlarge, shrink } from './resample';

/** The longer side of the ink within a glyph: the convention of MNIST (http://yann.lecun.com/exdb/mnist). */
export const INK_SIDE = 20;
/** Ink whose longer side is within this many pixels of INK_SIDE is left as it is: scaling it would only blur it. */
const SLACK = 2;

/** The ink of `box`, its longer side INK_SIDE pixels; floats in 0..255. */
function scaled(ink: Raster, box: Box): { width: number; height: number; data: Float32Array } {
  const longer = Math.max(box.width, box.height);
  const isRight = Math.abs(longer - INK_SIDE) <= SLACK;
  const width = isRight ? box.width : Math.max(1, Math.round((box.width * INK_SIDE) / longer));
  const height = isRight ? box.height : Math.max(1, Math.round((box.height * INK_SIDE) / longer));
  return { width, height, data: longer > INK_SIDE ? shrink(ink, box, width, height) : enlarge(ink, box, width, height) };
}

/**
 * The `box` of some ink as a glyph's pixels, by the convention of MNIST: scaled with its aspect kept until its longer side
 * is 20 pixels, its centre of mass moved (by whole pixels) to the middle of 28x28. Values in [0, 1].
 */
export function normalise(ink: Raster, box: Box): Float32Array {
  const { width, height, data } = scaled(ink, box);
  let mass = 0;
  let massX = 0;
  let massY = 0;
  let peak = 0;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const value = data[at]!;
      mass += value;
      massX += value * x;
      massY += value * y;
      if (value > peak) peak = value;
    }
  }
  const pixels = new Float32Array(GLYPH_SIZE);
  if (mass === 0) return pixels;
  const middle = GLYPH_SIDE / 2;
  const place = (centre: number, length: number): number => Math.min(GLYPH_SIDE - length, Math.max(0, Math.round(middle - centre)));
  const left = place(massX / mass, width);
  const top = place(massY / mass, height);
  // Averaging leaves thin strokes faint; their darkest point is made full ink again.
  const gain = 1 / Math.max(peak, 96);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) pixels[(top + y) * GLYPH_SIDE + left + x] = Math.min(1, data[at]! * gain);
  }
  return pixels;
}
