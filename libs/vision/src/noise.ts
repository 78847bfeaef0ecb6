import { histogramOf, percentile } from './histogram';
import type { Raster } from './raster';

export interface Noise {
  /** Standard deviation of the grain, in grey levels. */
  readonly sigma: number;
  /** Share of pixels that stand out alone from all their neighbours (salt and pepper). */
  readonly impulses: number;
}

/** How far a pixel must stand out from every neighbour to count as an impulse. */
const IMPULSE = 40;

/**
 * Estimates noise from a mask that answers neither to flat paper nor to a slope of light: [1 -2 1; -2 4 -2; 1 -2 1], whose
 * response to grain of standard deviation s has deviation 6 s (J. Immerkaer, CVIU 64(2), 1996). The quarter with
 * the least of it is judged instead of the mean, so that the edges of strokes do not count. Every other row is enough.
 */
export function noiseOf({ width, height, data }: Raster): Noise {
  if (width < 3 || height < 3) return { sigma: 0, impulses: 0 };
  const counts = new Uint32Array(2041);
  let impulses = 0;
  let seen = 0;
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const n = data[at - width]!;
      const s = data[at + width]!;
      const w = data[at - 1]!;
      const e = data[at + 1]!;
      const c = data[at]!;
      const nw = data[at - width - 1]!;
      const ne = data[at - width + 1]!;
      const sw = data[at + width - 1]!;
      const se = data[at + width + 1]!;
      const response = Math.abs(nw + ne + sw + se - 2 * (n + s + w + e) + 4 * c);
      counts[response]!++;
      seen++;
      if (response > 4 * IMPULSE) {
        const above = c - IMPULSE;
        const below = c + IMPULSE;
        const isPeak = n < above && s < above && w < above && e < above && nw < above && ne < above && sw < above && se < above;
        const isPit = n > below && s > below && w > below && e > below && nw > below && ne > below && sw > below && se > below;
        if (isPeak || isPit) impulses++;
      }
    }
  }
  return { sigma: percentile(counts, 0.25) / (6 * 0.3186), impulses: impulses / seen };
}

/** The raster with each pixel replaced by the median of its 3x3 neighbourhood: removes grain, keeps edges. */
export function median3(raster: Raster): Raster {
  const { width, height, data } = raster;
  const out = new Uint8Array(data);
  const near = new Uint8Array(9);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      let count = 0;
      for (let dy = -width; dy <= width; dy += width) {
        for (let dx = -1; dx <= 1; dx++) {
          // Insertion into a sorted run of at most nine: short enough to beat anything clever.
          const value = data[y * width + x + dy + dx]!;
          let slot = count++;
          while (slot > 0 && near[slot - 1]! > value) {
            near[slot] = near[slot - 1]!;
            slot--;
          }
          near[slot] = value;
        }
      }
      out[y * width + x] = near[4]!;
    }
  }
  return { width, height, data: out };
}

/** The few darkest and brightest pixels may be specks; a digit has more than this share of them, or so many pixels, even a small one. */
const TAIL_SHARE = 0.0002;
const TAIL_PIXELS = { least: 3, most: 12 };

/** Distance in grey levels between the darkest and the brightest pixels of which there are more than a few. */
export function contrastOf({ data }: Raster): number {
  const counts = histogramOf(data);
  const tail = Math.max(TAIL_PIXELS.least, Math.min(TAIL_PIXELS.most, TAIL_SHARE * data.length)) / data.length;
  return percentile(counts, 1 - tail) - percentile(counts, tail);
}
