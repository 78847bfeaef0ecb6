import type { Raster } from './raster';

/** A cut through ink from top to bottom: for each row the first column that lies to the right of it. */
export interface Seam {
  readonly columns: Int32Array;
  readonly mean: number;
  /** Ink cut through, in stroke widths. */
  readonly cost: number;
}

/** Distance of the corridors that seams are looked for in, and half their width, in line heights. */
const STEP = 0.08;
const REACH = 0.22;
/** Seams nearer than this to one another cut the same. */
const APART = 0.09;
/** A seam through more ink than this follows a stroke instead of crossing it. */
const DEAREST = 3.2;
/** A step aside costs this much ink: of two ways through paper the straighter is taken. */
const ASIDE = 0.06;

/**
 * Cheapest way from top to bottom within the columns `low` to `high` (included), at most a column aside a row: dynamic programming as in
 * seam carving (S. Avidan, A. Shamir, ACM TOG 26(3), 2007).
 */
export function cheapestSeam({ width, height, data }: Raster, low: number, high: number, strokeWidth: number): Seam {
  const span = high - low + 1;
  const from = new Int8Array(span * height);
  let above = new Float32Array(span);
  let here = new Float32Array(span);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < span; i++) {
      let [least, step] = [above[i]!, 0];
      if (i > 0 && above[i - 1]! + ASIDE < least) [least, step] = [above[i - 1]! + ASIDE, -1];
      if (i < span - 1 && above[i + 1]! + ASIDE < least) [least, step] = [above[i + 1]! + ASIDE, 1];
      here[i] = least + data[y * width + low + i]! / 255;
      from[y * span + i] = step;
    }
    [above, here] = [here, above];
  }
  let at = above.reduce((best, value, i) => (value < above[best]! ? i : best), 0);
  const columns = new Int32Array(height);
  let [sum, inked] = [0, 0];
  for (let y = height - 1; y >= 0; y--) {
    columns[y] = low + at;
    sum += low + at;
    inked += data[y * width + low + at]! / 255;
    at += from[y * span + at]!;
  }
  return { columns, mean: sum / height, cost: inked / Math.max(1, strokeWidth) };
}

/** The cheapest cuts through a body's ink, from left to right, none crossing another. `height` is the line's. */
export function seamsOf(ink: Raster, strokeWidth: number, height: number): Seam[] {
  const edge = Math.max(2, Math.round(0.1 * height));
  const reach = Math.max(2, Math.round(REACH * height));
  const step = Math.max(1, STEP * height);
  const found: Seam[] = [];
  for (let middle = edge + step; middle < ink.width - edge; middle += step) {
    const [low, high] = [Math.max(edge, Math.round(middle) - reach), Math.min(ink.width - 1 - edge, Math.round(middle) + reach)];
    if (high <= low) continue;
    // A narrow corridor sees what a cheaper way nearby would hide from a wide one.
    const narrow = Math.max(1, Math.round(reach / 3));
    found.push(cheapestSeam(ink, low, high, strokeWidth));
    found.push(cheapestSeam(ink, Math.max(low, Math.round(middle) - narrow), Math.min(high, Math.round(middle) + narrow), strokeWidth));
  }
  const chosen: Seam[] = [];
  for (const seam of found.sort((a, b) => a.cost - b.cost)) {
    if (seam.cost > DEAREST) break;
    if (chosen.every(({ mean }) => Math.abs(mean - seam.mean) >= Math.max(1.5, APART * height))) chosen.push(seam);
  }
  chosen.sort((a, b) => a.mean - b.mean);
  for (let i = 1; i < chosen.length; i++) {
    const before = chosen[i - 1]!.columns;
    chosen[i]!.columns.forEach((column, y, columns) => (columns[y] = Math.max(column, before[y]!)));
  }
  return chosen;
}
