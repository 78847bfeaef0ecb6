import { dilate, erode } from './morphology';
import type { Box, Raster } from './raster';
import { INK_SIDE } from './normalise';

/** Widths, in pixels of a glyph, outside which a stroke is thickened or thinned, and what it is brought to. MNIST's lie between. */
const THIN = { below: 1.5, to: 2.2 };
const THICK = { above: 4.4, to: 3.6 };
/** A box smaller than this is nearly a glyph already: its strokes are as the writer's pen made them. */
const LEAST_SIDE = 2 * INK_SIDE;
/** Half ink: where a stroke's edge is. */
const EDGE = 128;

/**
 * Mean width of the strokes in the box, in pixels: twice their area over their outline. The outline is counted in steps along
 * the grid; a line at any angle makes 4/pi times its length of them on average.
 */
export function strokeWidthOf({ width, data }: Raster, box: Box): number {
  let area = 0;
  let steps = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    let wasInk = false;
    for (let x = box.x, at = y * width + box.x; x < box.x + box.width; x++, at++) {
      const value = data[at]!;
      const isInk = value >= EDGE;
      area += value;
      if (isInk !== wasInk) steps++;
      const isInkAbove = y > box.y && data[at - width]! >= EDGE;
      if (isInk !== isInkAbove) steps++;
      wasInk = isInk;
    }
    if (wasInk) steps++;
  }
  for (let x = box.x; x < box.x + box.width; x++) if (data[(box.y + box.height - 1) * width + x]! >= EDGE) steps++;
  return steps === 0 ? 0 : (2 * area) / 255 / (steps * (Math.PI / 4));
}

/** The box of a raster as a raster, with `margin` empty pixels around it. */
function cut(raster: Raster, box: Box, margin: number): Raster {
  const width = box.width + 2 * margin;
  const height = box.height + 2 * margin;
  const data = new Uint8Array(width * height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * raster.width + box.x;
    data.set(raster.data.subarray(from, from + box.width), (y + margin) * width + margin);
  }
  return { width, height, data };
}

/**
 * The ink of the box with its strokes as wide as a network knows them: a hair line would vanish when it is averaged into a glyph,
 * and a brush would fill the loops. `width` is the strokes' in the box's pixels. Null when they are right as they are.
 */
export function fitStrokes(ink: Raster, box: Box, width: number): Raster | null {
  const longer = Math.max(box.width, box.height);
  if (longer < LEAST_SIDE) return null;
  const scale = INK_SIDE / longer;
  if (width * scale < THIN.below) {
    // A long thin box is no digit, and is not made one at the cost of a picture many times as large.
    const radius = Math.min(Math.min(box.width, box.height), Math.round((THIN.to / scale - width) / 2));
    return radius < 1 ? null : dilate(cut(ink, box, radius), radius);
  }
  if (width * scale > THICK.above) {
    const radius = Math.round((width - THICK.to / scale) / 2);
    // Paper is drawn around it first, so that the border of the box is worn off like every other edge.
    return radius < 1 ? null : erode(cut(ink, box, 1), radius);
  }
  return null;
}
