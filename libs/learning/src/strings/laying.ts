import type { Raster } from '@numera/vision';
import { between, oneOf, type Random } from '../strokes/random';

/** `spaced`: paper in between, as in print. `close`: hardly any, boxes may overlap. `touching`: neighbours' ink meets. */
export const SPACINGS = ['spaced', 'close', 'touching'] as const;
export type Spacing = (typeof SPACINGS)[number];

/** Pixels between a digit and the one before: of their boxes when spaced, else of their ink. */
export function gapOf(spacing: Spacing, size: number, random: Random): { ofBoxes: boolean; pixels: number } {
  if (spacing === 'spaced') return { ofBoxes: true, pixels: Math.max(3, Math.round(size * between(random, 0.15, 0.6))) };
  if (spacing === 'close') return { ofBoxes: false, pixels: 3 + Math.round(size * between(random, 0, 0.08)) };
  return { ofBoxes: false, pixels: -Math.round(1 + size * oneOf(random, [0, 0.015, 0.03])) };
}

/** Paper between the boxes of two things, in heights of a digit of `size` pixels. */
export const boxGap = (size: number, { least, most }: { readonly least: number; readonly most: number }, random: Random) => ({
  ofBoxes: true,
  pixels: Math.round(size * between(random, least, most)),
});

const BODY = 64;

/** Where a digit goes: as far left as the gap to the ink that is there allows, looking a pixel above and below as well. */
export function placeOf(glyph: Raster, y: number, ink: Raster, end: number, gap: { ofBoxes: boolean; pixels: number }): number {
  if (gap.ofBoxes) return end + gap.pixels;
  let nearest = Infinity;
  for (let row = 0; row < glyph.height; row++) {
    const first = glyph.data.subarray(row * glyph.width, (row + 1) * glyph.width).findIndex((value) => value >= BODY);
    if (first < 0) continue;
    for (let near = Math.max(0, y + row - 2); near <= Math.min(ink.height - 1, y + row + 2); near++) {
      const last = ink.data.subarray(near * ink.width, near * ink.width + end).findLastIndex((value) => value >= BODY);
      if (last >= 0) nearest = Math.min(nearest, end + first - last - 1);
    }
  }
  // A digit goes at most a quarter of its height below the one before: no one writes on top of it.
  return nearest === Infinity ? end + Math.max(0, gap.pixels) : Math.max(Math.round(end - glyph.height / 4), end - nearest + gap.pixels);
}

/** Lays a glyph's ink on what is there. */
export function lay(glyph: Raster, x: number, y: number, ink: Raster): void {
  for (let row = 0; row < glyph.height; row++) {
    for (let column = 0; column < glyph.width; column++) {
      const at = (y + row) * ink.width + x + column;
      ink.data[at] = Math.max(ink.data[at]!, glyph.data[row * glyph.width + column]!);
    }
  }
}

/** Its first `to` columns, or all where there are no more. */
export function cropped({ width, height, data }: Raster, to: number): Raster {
  const kept = Math.min(width, to);
  const out = new Uint8Array(kept * height);
  for (let y = 0; y < height; y++) out.set(data.subarray(y * width, y * width + kept), y * kept);
  return { width: kept, height, data: out };
}
