import type { Raster } from '@numera/vision';
import { drawStrokes } from '../strokes/draw-strokes';

/** Ink below this much (of 255) is a stroke's soft edge. */
const BODY = 64;

/** The smallest box around the ink (0 is paper, 255 full ink), as a raster of its own; throws RangeError for an empty one. */
export function trimmed({ width, height, data }: Raster): Raster {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let at = 0; at < data.length; at++) {
    if (data[at]! < BODY) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), y];
  }
  if (right < 0) throw new RangeError('there is no ink to trim');
  const [w, h] = [right - left + 1, bottom - top + 1];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) out.set(data.subarray((top + y) * width + left, (top + y) * width + right + 1), y * w);
  return { width: w, height: h, data: out };
}

/** Strokes in the unit square drawn on paper of `side` pixels: their ink, trimmed. */
export function drawnInk(...drawing: Parameters<typeof drawStrokes>): Raster {
  const { width, height, data } = drawStrokes(...drawing);
  return trimmed({ width, height, data: data.map((value) => 255 - value) });
}

/** Value between the four nearest pixels; outside there is no ink. */
export function sample({ width, height, data }: Raster, x: number, y: number): number {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  const value = (px: number, py: number): number => (px < 0 || py < 0 || px >= width || py >= height ? 0 : data[py * width + px]!);
  const [fx, fy] = [x - x0, y - y0];
  const above = value(x0, y0) * (1 - fx) + value(x0 + 1, y0) * fx;
  const below = value(x0, y0 + 1) * (1 - fx) + value(x0 + 1, y0 + 1) * fx;
  return above * (1 - fy) + below * fy;
}

/**
 * The ink scaled to `height` pixels and leant by `slant` (pixels to the right for each pixel up), trimmed. What is enlarged gets the
 * hard edge of a pen back: enlarging alone would leave it out of focus.
 */
export function resized(ink: Raster, height: number, slant: number): Raster {
  const scale = ink.height / height;
  const lean = Math.abs(slant) * height;
  const width = Math.ceil(ink.width / scale + lean) + 2;
  const out = new Uint8Array(width * (height + 2));
  const gain = Math.max(1, Math.min(3, 1 / scale));
  // Shrinking looks at several places of each pixel, so that no thin stroke falls between them.
  const steps = Math.max(1, Math.ceil(scale));
  for (let y = 0; y < height + 2; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let i = 0; i < steps * steps; i++) {
        const py = y - 1 + ((i % steps) + 0.5) / steps;
        const px = x - 1 + (Math.floor(i / steps) + 0.5) / steps;
        const upright = px - slant * (height / 2 - py) - lean / 2;
        sum += sample(ink, upright * scale - 0.5, py * scale - 0.5);
      }
      const value = (sum / (steps * steps) - 128) * gain + 128;
      out[y * width + x] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
  return trimmed({ width, height: height + 2, data: out });
}
