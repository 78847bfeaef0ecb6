import { LINE_HEIGHT } from '@numera/recognition';
import { lineImage } from '@numera/vision';
import type { Raster } from '@numera/vision';
import { between, oneOf, type Random } from '../strokes/random';
import type { DigitPool } from './digit-pool';
import type { Canvas } from './line-marks';
import type { LineDigit } from './line-targets';
import { writeLine } from './written-line';

/** A line to learn from: `width` x 32 values in [0, 1], ink 1, and its digits from left to right. */
export interface TrainingLine {
  readonly pixels: Float32Array;
  readonly digits: readonly LineDigit[];
}

const CANVAS = { width: 320, height: 64 };

/** Writes a line as `lineImage` would cut it out of a scan, and takes `width` pixels of it. */
export function trainingLine(pools: readonly DigitPool[], width: number, random: Random): TrainingLine {
  const canvas: Canvas = { ...CANVAS, data: new Uint8Array(CANVAS.width * CANVAS.height) };
  const digits = writeLine(canvas, oneOf(random, pools), random);
  const { ink, left } = tight(canvas);
  const ends = digits.flatMap(({ left: from, right: to }) => [from - left, to - left]);
  const { raster, cuts } = lineImage(
    { raster: ink, slope: 0, cuts: ends, digits: { top: 0, height: ink.height }, toPicture: (box) => box },
    LINE_HEIGHT,
  );
  const start = windowStart(raster.width, width, random);
  return {
    pixels: developed(raster, start, width, random),
    digits: digits
      .map(({ digit }, i) => ({ digit, left: cuts[2 * i]! - start, right: cuts[2 * i + 1]! - start }))
      .filter(({ left: from, right: to }) => to > 0 && from < width),
  };
}

/** The ink with a pixel of paper around it, and the column where it begins. */
function tight({ width, height, data }: Canvas): { ink: Raster; left: number } {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let at = 0; at < data.length; at++) {
    if (data[at]! < 128) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  [left, right, top, bottom] = [Math.max(0, left - 1), Math.min(width, right + 2), Math.max(0, top - 1), Math.min(height, bottom + 2)];
  const out = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) out.set(data.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  return { ink: { width: right - left, height: bottom - top, data: out }, left };
}

/** Lines shorter than the window begin it, with paper behind; of longer ones the beginning, the end or something in between is taken. */
function windowStart(length: number, width: number, random: Random): number {
  if (length <= width) return 0;
  return Math.round(Math.max(0, Math.min(1, between(random, -0.5, 1.5))) * (length - width));
}

/** The window's pixels in [0, 1], sometimes out of focus, faint or grainy. */
function developed(raster: Raster, start: number, width: number, random: Random): Float32Array {
  const out = new Float32Array(width * LINE_HEIGHT);
  const columns = Math.min(width, raster.width - start);
  const blur = random() < 0.3 ? between(random, 0.1, 0.5) : 0;
  const strength = random() < 0.3 ? between(random, 0.7, 1.3) : 1;
  const grain = random() < 0.25 ? between(random, 0.02, 0.12) : 0;
  for (let y = 0; y < LINE_HEIGHT; y++) {
    for (let x = 0; x < columns; x++) {
      const at = y * raster.width + start + x;
      const here = raster.data[at]!;
      const sides =
        blur === 0
          ? here
          : (raster.data[at - 1] ?? 0) +
            (raster.data[at + 1] ?? 0) +
            (raster.data[at - raster.width] ?? 0) +
            (raster.data[at + raster.width] ?? 0);
      const soft = blur === 0 ? here : here * (1 - blur) + (sides / 4) * blur;
      const noise = grain > 0 ? grain * (random() + random() - 1) : 0;
      out[y * width + x] = Math.max(0, Math.min(1, (soft / 255) * strength + noise));
    }
  }
  return out;
}
