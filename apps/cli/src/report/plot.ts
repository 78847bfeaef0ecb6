/** A plot of `width` x `height` units whose inner area leaves room for the axes' words. */
export const PLOT = { width: 480, height: 360, left: 80, right: 26, top: 14, bottom: 52 } as const;

const fixed = (value: number): string => value.toFixed(1);

/** Where a value of the data lies in the plot. */
export interface Scales {
  x(value: number): number;
  y(value: number): number;
}

/** Scales that fit two ranges into the plot, y upwards. */
export function scalesFor([lowX, highX]: readonly [number, number], [lowY, highY]: readonly [number, number]): Scales {
  const { width, height, left, right, top, bottom } = PLOT;
  return {
    x: (value) => left + ((value - lowX) / (highX - lowX)) * (width - left - right),
    y: (value) => height - bottom - ((value - lowY) / (highY - lowY)) * (height - top - bottom),
  };
}

/** Round values from `low` to `high`, about `wanted` of them. */
export function ticksOf(low: number, high: number, wanted = 5): number[] {
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

/** A percentage with just the digits that steps of this size need. */
export function tickText(value: number, step: number): string {
  const digits = Math.max(0, Math.min(4, -Math.floor(Math.log10(step * 100) + 1e-9)));
  return `${(100 * value).toFixed(digits)} %`;
}

/** Grid lines, tick words and the two titles. */
export function axes(scales: Scales, xTicks: readonly number[], yTicks: readonly number[], xTitle: string, yTitle: string): string {
  const { width, height, left, right, top, bottom } = PLOT;
  const stepOf = (ticks: readonly number[]): number => (ticks[1] ?? 1) - (ticks[0] ?? 0);
  const down = xTicks.map((tick) => {
    const x = fixed(scales.x(tick));
    return `<path class="grid" d="M${x} ${top}V${height - bottom}"/><text x="${x}" y="${height - bottom + 18}" text-anchor="middle">${tickText(tick, stepOf(xTicks))}</text>`;
  });
  const across = yTicks.map((tick) => {
    const y = scales.y(tick);
    return `<path class="grid" d="M${left} ${fixed(y)}H${width - right}"/><text x="${left - 8}" y="${fixed(y + 4)}" text-anchor="end">${tickText(tick, stepOf(yTicks))}</text>`;
  });
  const middle = (top + height - bottom) / 2;
  return [
    ...down,
    ...across,
    `<text class="title" x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">${xTitle}</text>`,
    `<text class="title" transform="translate(13 ${middle}) rotate(-90)" text-anchor="middle">${yTitle}</text>`,
  ].join('');
}

/** A path through points given in the data's units. */
export function pathOf(points: readonly (readonly [number, number])[], { x, y }: Scales): string {
  return points.map(([a, b], i) => `${i === 0 ? 'M' : 'L'}${fixed(x(a))} ${fixed(y(b))}`).join('');
}

/** The whole picture; `said` is what a screen reader says instead of it. */
export function plot(content: string, said: string): string {
  return `<svg class="plot" viewBox="0 0 ${PLOT.width} ${PLOT.height}" role="img" aria-label="${said}">${content}</svg>`;
}
