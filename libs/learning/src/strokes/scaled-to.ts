import type { Point, Stroke } from './stroke';

/** Moves and scales strokes so that their longer side is `size` of the unit square and they stand in its middle, but for an offset. */
export function scaledTo(strokes: readonly Stroke[], size: number, offset: Point = { x: 0, y: 0 }): Stroke[] {
  const points = strokes.flat();
  const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
  const [top, bottom] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  const scale = size / Math.max(right - left, bottom - top);
  const shift = { x: 0.5 - (scale * (left + right)) / 2 + offset.x, y: 0.5 - (scale * (top + bottom)) / 2 + offset.y };
  return strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x * scale + shift.x, y: y * scale + shift.y })));
}
