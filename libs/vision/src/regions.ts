import type { Box, Raster } from './raster';

/** A patch of a picture without an edge in it. */
export interface Region {
  readonly label: number;
  readonly mean: number;
  readonly area: number;
  /** Pixels of it on the picture's border. */
  readonly border: number;
}

/** Regions of pixels that differ little from their neighbours: light may change across them, an edge may not. */
export function regionsOf({ width, height, data }: Raster, tolerance: number): { labels: Int32Array; regions: Region[] } {
  const labels = new Int32Array(data.length);
  const stack = new Int32Array(data.length);
  const regions: Region[] = [];
  for (let start = 0; start < data.length; start++) {
    if (labels[start] !== 0) continue;
    const label = regions.length + 1;
    let depth = 0;
    let area = 0;
    let sum = 0;
    let border = 0;
    labels[start] = label;
    stack[depth++] = start;
    while (depth > 0) {
      const at = stack[--depth]!;
      const y = (at / width) | 0;
      const x = at - y * width;
      const value = data[at]!;
      area++;
      sum += value;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) border++;
      // Four times the same lines: as a function they cost twice as much, and this is the hottest loop of the search for paper.
      const [low, high] = [value - tolerance, value + tolerance];
      if (x > 0 && labels[at - 1] === 0 && data[at - 1]! >= low && data[at - 1]! <= high) {
        labels[at - 1] = label;
        stack[depth++] = at - 1;
      }
      if (x < width - 1 && labels[at + 1] === 0 && data[at + 1]! >= low && data[at + 1]! <= high) {
        labels[at + 1] = label;
        stack[depth++] = at + 1;
      }
      if (y > 0 && labels[at - width] === 0 && data[at - width]! >= low && data[at - width]! <= high) {
        labels[at - width] = label;
        stack[depth++] = at - width;
      }
      if (y < height - 1 && labels[at + width] === 0 && data[at + width]! >= low && data[at + width]! <= high) {
        labels[at + width] = label;
        stack[depth++] = at + width;
      }
    }
    regions.push({ label, mean: sum / area, area, border });
  }
  return { labels, regions };
}

/** 1 at each pixel of the wanted regions, of which labels count from 1 to `count`. */
export function maskOf(labels: Int32Array, count: number, wanted: Iterable<number>): Uint8Array {
  const isWanted = new Uint8Array(count + 1);
  for (const label of wanted) isWanted[label] = 1;
  const mask = new Uint8Array(labels.length);
  for (let at = 0; at < mask.length; at++) mask[at] = isWanted[labels[at]!]!;
  return mask;
}

/** The smallest box around the pixels of the mask. */
export function boxAround(mask: Uint8Array, width: number): Box {
  let left = width;
  let right = -1;
  let top = mask.length;
  let bottom = -1;
  for (let at = 0, y = 0; at < mask.length; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (mask[at] === 0) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
