import { histogramOf, percentile } from './histogram';
import type { Box, Raster } from './raster';

/** Lines along an edge that are looked at, counted from the first pixel inside; those between are of both sides. */
const LINES = [-3, -2, 1, 2] as const;
/** Ink takes this share of the light, in the sun as in the shadow, and differs by so many grey levels at least. */
const INK = { share: 0.25, least: 10 };
/** More than this share of a line is no stroke. */
const WIDEST = 0.5;

/**
 * Does a stroke go on over an edge at which `area` was cut off from the rest of the picture? Then what was cut off is the same paper in other
 * light: nobody writes from a desk, or a window's frame, onto the paper.
 */
export function isCrossed(picture: Raster, area: Box): boolean {
  const { width, height, data } = picture;
  const [right, bottom] = [area.x + area.width, area.y + area.height];
  const row = (y: number): Uint8Array => data.subarray(y * width + area.x, y * width + right);
  const column = (x: number): Uint8Array => Uint8Array.from({ length: area.height }, (_, i) => data[(area.y + i) * width + x]!);
  // Each edge with the line that lies `off` inside of it; negative: outside.
  const edges: readonly (readonly [cut: number, line: (off: number) => Uint8Array])[] = [
    [area.y, (off) => row(area.y + off)],
    [height - bottom, (off) => row(bottom - 1 - off)],
    [area.x, (off) => column(area.x + off)],
    [width - right, (off) => column(right - 1 - off)],
  ];
  const isThick = area.width > LINES[3] && area.height > LINES[3];
  return isThick && edges.some(([cut, line]) => cut >= -LINES[0] && (goesOver(line, -1) || goesOver(line, 1)));
}

/** Does ink darker (`sign` -1) or lighter (1) than most of each line go from the first of the lines to the last? */
function goesOver(line: (off: number) => Uint8Array, sign: number): boolean {
  const [first, ...others] = LINES;
  let [reached, before] = [inkAlong(line(first), sign), first as number];
  for (const off of others) {
    const far = off - before;
    reached = inkAlong(line(off), sign).filter((at) => reached.some((other) => Math.abs(other - at) <= far));
    before = off;
  }
  return reached.length > 0;
}

/** Where a line has ink; nowhere when most of it differs from its middle level. */
function inkAlong(line: Uint8Array, sign: number): number[] {
  const paper = percentile(histogramOf(line), 0.5);
  const ink: number[] = [];
  line.forEach((value, at) => {
    if (sign * (value - paper) > Math.max(INK.least, INK.share * Math.max(value, paper))) ink.push(at);
  });
  return ink.length > WIDEST * line.length ? [] : ink;
}
