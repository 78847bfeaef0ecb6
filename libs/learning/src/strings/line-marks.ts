import { between, type Random } from '../strokes/random';

/** A canvas of ink, 255 on 0. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Draws a straight stroke with round ends; places are in pixels. */
export function drawStroke(canvas: Canvas, from: readonly [number, number], to: readonly [number, number], thickness: number): void {
  const [x0, y0] = from;
  const [dx, dy] = [to[0] - x0, to[1] - y0];
  const length = dx * dx + dy * dy;
  const reach = thickness / 2 + 1;
  const top = Math.max(0, Math.floor(Math.min(y0, to[1]) - reach));
  const bottom = Math.min(canvas.height - 1, Math.ceil(Math.max(y0, to[1]) + reach));
  const left = Math.max(0, Math.floor(Math.min(x0, to[0]) - reach));
  const right = Math.min(canvas.width - 1, Math.ceil(Math.max(x0, to[0]) + reach));
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length));
      const cover = thickness / 2 + 0.5 - Math.hypot(x - x0 - along * dx, y - y0 - along * dy);
      const at = y * canvas.width + x;
      if (cover > 0) canvas.data[at] = Math.max(canvas.data[at]!, Math.round(255 * Math.min(1, cover)));
    }
  }
}

/** What stands between, behind and under the digits of real forms and is none: read as nothing. `x` is where it begins; gives where it ends. */
export type Mark = (
  canvas: Canvas,
  x: number,
  line: { readonly top: number; readonly foot: number; readonly pen: number },
  random: Random,
) => number;

const point: Mark = (canvas, x, { foot, pen }, random) => {
  const y = foot - between(random, -2, 2);
  drawStroke(canvas, [x + 2, y], [x + 2 + between(random, -1, 1), y + between(random, 0, 1)], pen * between(random, 0.9, 1.5));
  return x + 4;
};

const comma: Mark = (canvas, x, { foot, pen }, random) => {
  const y = foot - between(random, -1, 3);
  drawStroke(canvas, [x + 4, y], [x + between(random, 0, 3), y + between(random, 3, 8)], pen);
  return x + 5;
};

const dash: Mark = (canvas, x, { top, foot, pen }, random) => {
  const [y, length] = [between(random, top + 0.35 * (foot - top), top + 0.65 * (foot - top)), between(random, 5, 16)];
  drawStroke(canvas, [x + 1, y], [x + 1 + length, y + between(random, -1.5, 1.5)], pen);
  if (random() < 0.4) drawStroke(canvas, [x + 1, y + 4], [x + 1 + length, y + 4 + between(random, -1.5, 1.5)], pen);
  return x + length + 2;
};

/** Between, before or after digits. */
export const MARKS: readonly Mark[] = [point, comma, comma, dash];

/** What fills a field before or behind a number, up to two digits long: one stroke or two, straight or waved. */
export const filling: Mark = (canvas, x, { top, foot, pen }, random) => {
  const size = foot - top;
  const [left, length] = [x + between(random, 1, 0.3 * size), size * between(random, 0.4, 2)];
  const y = top + size * between(random, 0.35, 0.65);
  const swing = random() < 0.35 ? size * between(random, 0.04, 0.1) : 0;
  const speed = between(random, 5, 9);
  const steps = swing === 0 ? 1 : 8;
  for (const down of random() < 0.35 ? [0, size * between(random, 0.15, 0.3)] : [0]) {
    const at = (step: number): [number, number] => [left + (length * step) / steps, y + down + swing * Math.sin((speed * step) / steps)];
    for (let step = 0; step < steps; step++) drawStroke(canvas, at(step), at(step + 1), pen);
  }
  return left + length + between(random, 1, 5);
};

/** A rule under the line, or through its foot, along a part of it. */
export function underline(canvas: Canvas, end: number, { foot, pen }: { foot: number; pen: number }, random: Random): void {
  const y = foot + between(random, -2, 4);
  const from = between(random, 0, 0.6 * end);
  drawStroke(canvas, [from, y], [from + between(random, 0.2, 1) * end, y + between(random, -2, 2)], pen * between(random, 0.5, 0.9));
}

/** The side of a form's box. */
export function border(canvas: Canvas, x: number, { top, foot, pen }: { top: number; foot: number; pen: number }, random: Random): void {
  drawStroke(
    canvas,
    [x, top - between(random, 0, 4)],
    [x + between(random, -1, 1), foot + between(random, 0, 4)],
    pen * between(random, 0.4, 0.7),
  );
}
