import type { Box, Raster } from './raster';

/** Turns to the right that an upright picture of text may need: 0 to 3 quarters. */
export const QUARTER_TURNS = [0, 1, 2, 3] as const;
export type QuarterTurns = (typeof QUARTER_TURNS)[number];

/** The picture turned to the right (clockwise) by quarter turns. */
export function rotated(raster: Raster, turns: QuarterTurns): Raster {
  if (turns === 0) return raster;
  const { width, height, data } = raster;
  const out = new Uint8Array(data.length);
  if (turns === 2) {
    for (let at = 0, to = data.length - 1; at < data.length; at++, to--) out[to] = data[at]!;
    return { width, height, data: out };
  }
  // A row becomes a column, from the right or from the left one.
  const [start, along, across] = turns === 1 ? [height - 1, height, -1] : [(width - 1) * height, -height, 1];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, to = start + y * across; x < width; x++, at++, to += along) out[to] = data[at]!;
  }
  return { width: height, height: width, data: out };
}

/** Where a box found in `rotated(picture, turns)` lies in the picture itself. */
export function unrotated(box: Box, picture: Pick<Raster, 'width' | 'height'>, turns: QuarterTurns): Box {
  const { x, y, width, height } = box;
  if (turns === 0) return box;
  if (turns === 2) return { x: picture.width - x - width, y: picture.height - y - height, width, height };
  const [left, top] = turns === 1 ? [y, picture.height - x - width] : [picture.width - y - height, x];
  return { x: left, y: top, width: height, height: width };
}
