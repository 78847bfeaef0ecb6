import { GLYPH_SIDE, GLYPH_SIZE } from '@numera/vision';

/** A glyph as augmentation works on it: 784 values, ink 1 on paper 0. Families change it in place. */
export type Plane = Float32Array;

export const SIDE = GLYPH_SIDE;
export const SIZE = GLYPH_SIZE;

/** Sum of all ink, in pixels. */
export function inkOf(plane: Plane): number {
  let sum = 0;
  for (let at = 0; at < SIZE; at++) sum += plane[at]!;
  return sum;
}

/** Raises what is within `radius` pixels of the segment from (x0, y0) to (x1, y1) to `ink`, with an edge one pixel soft. */
export function drawLine(plane: Plane, x0: number, y0: number, x1: number, y1: number, radius: number, ink: number): void {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const length = dx * dx + dy * dy;
  const reach = radius + 1;
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach));
  const right = Math.min(SIDE - 1, Math.ceil(Math.max(x0, x1) + reach));
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach));
  const bottom = Math.min(SIDE - 1, Math.ceil(Math.max(y0, y1) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length));
      const offX = x - x0 - along * dx;
      const offY = y - y0 - along * dy;
      const value = ink * Math.min(1, radius + 0.5 - Math.sqrt(offX * offX + offY * offY));
      const at = y * SIDE + x;
      if (value > plane[at]!) plane[at] = value;
    }
  }
}

/** Takes the ink within `radius` pixels of a point away, with a soft edge. */
export function wipe(plane: Plane, x: number, y: number, radius: number): void {
  for (let row = Math.max(0, Math.floor(y - radius - 1)); row <= Math.min(SIDE - 1, Math.ceil(y + radius + 1)); row++) {
    for (let column = Math.max(0, Math.floor(x - radius - 1)); column <= Math.min(SIDE - 1, Math.ceil(x + radius + 1)); column++) {
      const offX = column - x;
      const offY = row - y;
      const kept = Math.max(0, Math.min(1, Math.sqrt(offX * offX + offY * offY) - radius + 0.5));
      plane[row * SIDE + column]! *= kept;
    }
  }
}
