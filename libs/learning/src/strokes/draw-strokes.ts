import type { Raster } from '@numera/vision';
import type { Point, Stroke } from './stroke';

export interface DrawOptions {
  /** Side of the square picture in pixels. */
  readonly side: number;
  /** Width of the pen in pixels. */
  readonly penWidth: number;
}

/** Distance from a pixel's centre to the segment between `a` and `b`, all in pixels. */
function distanceTo(a: Point, b: Point, x: number, y: number): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length));
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy);
}

/** Lowers the pixels within the pen's reach of a segment; the edge is one pixel soft, ends and joints are round. */
function drawSegment(data: Uint8Array, side: number, a: Point, b: Point, radius: number): void {
  const reach = radius + 1;
  const left = Math.max(0, Math.floor(Math.min(a.x, b.x) - reach));
  const right = Math.min(side - 1, Math.ceil(Math.max(a.x, b.x) + reach));
  const top = Math.max(0, Math.floor(Math.min(a.y, b.y) - reach));
  const bottom = Math.min(side - 1, Math.ceil(Math.max(a.y, b.y) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const cover = Math.max(0, Math.min(1, radius + 0.5 - distanceTo(a, b, x + 0.5, y + 0.5)));
      const value = 255 - Math.round(255 * cover);
      if (value < data[y * side + x]!) data[y * side + x] = value;
    }
  }
}

/** Draws strokes of the unit square in black on white, anti-aliased, as a round pen does. */
export function drawStrokes(strokes: readonly Stroke[], { side, penWidth }: DrawOptions): Raster {
  const data = new Uint8Array(side * side).fill(255);
  for (const stroke of strokes) {
    const points = stroke.map(({ x, y }) => ({ x: x * side, y: y * side }));
    points.forEach((point, i) => drawSegment(data, side, points[i - 1] ?? point, point, penWidth / 2));
  }
  return { width: side, height: side, data };
}
