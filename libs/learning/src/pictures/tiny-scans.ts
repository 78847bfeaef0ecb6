import type { Raster } from '@numera/vision';
import { resized, trimmed } from '../strings/ink-raster';
import type { Writer } from '../strings/writers';
import { between, oneOf, type Random } from '../strokes/random';
import type { PictureSample } from './picture-samples';

/** Sides in pixels of the small pictures that digits are archived in. */
export const TINY_SIDES = [8, 12, 16, 20, 28, 32, 48] as const;
/** `tight`: the ink fills the picture. `stretched`: and both of its sides. `roomy`: paper around it. */
const FITS = ['tight', 'roomy', 'stretched'] as const;
const DEPTHS = ['grey', 'binary', 'levels16'] as const;

/** Digits scanned at 8 to 48 pixels, of every fit, depth and polarity. */
export function tinyScan(side: number, digit: number, writer: Writer, random: Random): PictureSample {
  const fit = oneOf(random, FITS);
  const depth = oneOf(random, DEPTHS);
  const isInverted = random() < 0.5;
  const large = resized(writer.takePen(random)(digit), 96, between(random, -0.15, 0.15));
  const ink = fitted(large, side, fit, random);
  const data = ink.data.map((value) => quantised(value, depth)).map((value) => (isInverted ? value : 255 - value));
  return {
    raster: { ...ink, data },
    label: String(digit),
    kind: `tiny${side} ${fit} ${depth} ${isInverted ? 'light-on-dark' : 'dark-on-light'}`,
  };
}

function quantised(value: number, depth: (typeof DEPTHS)[number]): number {
  if (depth === 'binary') return value >= 110 ? 255 : 0;
  return depth === 'levels16' ? Math.round(value / 17) * 17 : value;
}

/** The ink in a square of `side` pixels, each the mean of what it covers. */
function fitted(large: Raster, side: number, fit: (typeof FITS)[number], random: Random): Raster {
  const ink = trimmed(large);
  const inner = fit === 'roomy' ? side * between(random, 0.6, 0.85) : side;
  const scale = inner / Math.max(ink.width, ink.height);
  // Archives that stretch leave a narrow 1 narrow, or it would be a block.
  const widen = fit === 'stretched' ? Math.min(1.8, inner / (ink.width * scale)) : 1;
  const [width, height] = [ink.width * scale * widen, ink.height * scale];
  const left = (side - width) / 2 + (fit === 'roomy' ? between(random, -0.4, 0.4) * Math.max(0, side - width) * 0.5 : 0);
  const top = (side - height) / 2;
  const steps = 6;
  const data = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      let sum = 0;
      for (let i = 0; i < steps * steps; i++) {
        const u = Math.floor(((x + ((i % steps) + 0.5) / steps - left) / width) * ink.width);
        const v = Math.floor(((y + (Math.floor(i / steps) + 0.5) / steps - top) / height) * ink.height);
        if (u >= 0 && v >= 0 && u < ink.width && v < ink.height) sum += ink.data[v * ink.width + u]!;
      }
      data[y * side + x] = sum / (steps * steps);
    }
  }
  return { width: side, height: side, data };
}
