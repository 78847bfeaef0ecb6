import type { Raster } from '@numera/vision';
import { between, oneOf, type Random } from '../strokes/random';
import type { Canvas } from './line-marks';

const BODY = 64;

/** How close the digits of a line to learn from stand; `mixed`: each as it comes. */
export const LINE_SPACINGS = ['touching', 'touching', 'touching', 'close', 'close', 'spaced', 'mixed', 'mixed'] as const;
export type LineSpacing = (typeof LINE_SPACINGS)[number];

/** Pixels of paper to the digit before: of their boxes when apart, else of their ink; below zero they overlap. */
export function lineGap(spacing: LineSpacing, size: number, random: Random): { ofBoxes: boolean; pixels: number } {
  const kind = spacing === 'mixed' ? oneOf(random, ['touching', 'close', 'spaced'] as const) : spacing;
  if (kind === 'spaced') return { ofBoxes: true, pixels: Math.round(size * between(random, 0.1, 0.7)) };
  if (kind === 'close') return { ofBoxes: false, pixels: Math.round(between(random, 1, 4)) };
  return { ofBoxes: false, pixels: -Math.round(size * oneOf(random, [0.03, 0.04, 0.06, 0.06, 0.1, 0.14])) };
}

/** Where a digit goes: as far left as the gap to the ink that is there allows, at most a third of its height below the one before. */
export function placeInLine(canvas: Canvas, glyph: Raster, y: number, end: number, gap: { ofBoxes: boolean; pixels: number }): number {
  if (gap.ofBoxes) return end + gap.pixels;
  let nearest = Infinity;
  for (let row = 0; row < glyph.height; row++) {
    let first = 0;
    while (first < glyph.width && glyph.data[row * glyph.width + first]! < BODY) first++;
    if (first === glyph.width) continue;
    for (let near = Math.max(0, y + row - 1); near <= Math.min(canvas.height - 1, y + row + 1); near++) {
      let last = end;
      while (last >= 0 && canvas.data[near * canvas.width + last]! < BODY) last--;
      if (last >= 0) nearest = Math.min(nearest, end + first - last - 1);
    }
  }
  return nearest === Infinity ? end + Math.max(0, gap.pixels) : Math.max(Math.round(end - glyph.height / 3), end - nearest + gap.pixels);
}
