/** A straight stroke from one point to another. */
export type DrawnLine = readonly [x1: number, y1: number, x2: number, y2: number];

/** Digits as lines in a square of side 1. */
export const SEVEN_LINES: readonly DrawnLine[] = [
  [0.2, 0.1, 0.8, 0.1],
  [0.8, 0.1, 0.4, 0.9],
];
export const FOUR_LINES: readonly DrawnLine[] = [
  [0.6, 0.1, 0.2, 0.6],
  [0.2, 0.6, 0.8, 0.6],
  [0.6, 0.1, 0.6, 0.9],
];

/** Lines of the unit square in a square of `size` pixels at `x`, `y`. */
export const linesAt = (lines: readonly DrawnLine[], x: number, y: number, size: number): DrawnLine[] =>
  lines.map(([x1, y1, x2, y2]) => [x + size * x1, y + size * y1, x + size * x2, y + size * y2]);

/** A grey picture of dark lines of `pen` pixels on white, anti-aliased. */
export function drawLines(
  width: number,
  height: number,
  lines: readonly DrawnLine[],
  pen = 5,
): { width: number; height: number; data: Uint8Array } {
  const data = new Uint8Array(width * height).fill(255);
  for (const [x1, y1, x2, y2] of lines) {
    const [dx, dy] = [x2 - x1, y2 - y1];
    // Nothing further away is touched.
    const reach = pen / 2 + 1;
    const [left, right] = [Math.max(0, Math.floor(Math.min(x1, x2) - reach)), Math.min(width - 1, Math.max(x1, x2) + reach)];
    const [top, bottom] = [Math.max(0, Math.floor(Math.min(y1, y2) - reach)), Math.min(height - 1, Math.max(y1, y2) + reach)];
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const at = y * width + x;
        const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / Math.max(1, dx * dx + dy * dy)));
        const ink = Math.min(1, Math.max(0, pen / 2 + 0.5 - Math.hypot(x - x1 - along * dx, y - y1 - along * dy)));
        data[at] = Math.min(data[at] ?? 255, 255 - Math.round(255 * ink));
      }
    }
  }
  return { width, height, data };
}
