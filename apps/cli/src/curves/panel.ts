/** One plot of the picture: where it stands and how values become heights. */
export interface Panel {
  readonly left: number;
  readonly title: string;
  readonly epochs: number;
  /** The values of the lowest and the highest line of the grid, and what else has one. */
  readonly ticks: readonly number[];
  /** A value's place on the axis, growing upwards; ticks and lines go through it. */
  readonly scale: (value: number) => number;
  readonly text: (value: number) => string;
}

export interface Line {
  readonly kind: 'training' | 'validation';
  readonly values: readonly number[];
}

export const SIZE = { width: 1000, height: 460, panel: 400, top: 112, bottom: 400 } as const;

const fixed = (value: number): string => value.toFixed(1);

/** Draws a panel: grid, both lines, and the kept epoch on the line of validation with its value. */
export function drawPanel(panel: Panel, lines: readonly Line[], bestEpoch: number): string {
  const { left, epochs, ticks, scale, text } = panel;
  const [low, high] = [Math.min(...ticks.map(scale)), Math.max(...ticks.map(scale))];
  const x = (epoch: number): number => left + (epochs === 1 ? 0.5 : (epoch - 1) / (epochs - 1)) * SIZE.panel;
  const y = (value: number): number => SIZE.bottom - ((clamp(scale(value), low, high) - low) / (high - low)) * (SIZE.bottom - SIZE.top);
  const right = left + SIZE.panel;
  const grid = ticks.map((tick) => {
    const at = fixed(y(tick));
    return `<path class="grid" d="M${left} ${at}H${right}"/><text x="${left - 10}" y="${fixed(y(tick) + 4.5)}" text-anchor="end">${text(tick)}</text>`;
  });
  const below = epochTicks(epochs).map(
    (epoch) => `<text x="${fixed(x(epoch))}" y="${SIZE.bottom + 22}" text-anchor="middle">${epoch}</text>`,
  );
  const drawn = lines.map(({ kind, values }) => {
    const points = values.map((value, i) => `${fixed(x(i + 1))} ${fixed(y(value))}`);
    // A run of one epoch has no line, only dots.
    const dots = values.length === 1 ? `<circle class="${kind} dot" cx="${fixed(x(1))}" cy="${fixed(y(values[0] ?? 0))}" r="4"/>` : '';
    return `<path class="line ${kind}" d="M${points.join('L')}"/>${dots}`;
  });
  const best = lines.find(({ kind }) => kind === 'validation')?.values[bestEpoch - 1] ?? 0;
  const isLate = x(bestEpoch) > left + SIZE.panel / 2;
  const isHigh = y(best) < (SIZE.top + SIZE.bottom) / 2;
  const [labelX, labelY] = [x(bestEpoch) + (isLate ? -12 : 12), y(best) + (isHigh ? 34 : -22)];
  const mark = [
    `<path class="best" d="M${fixed(x(bestEpoch))} ${SIZE.top}V${SIZE.bottom}"/>`,
    `<circle class="mark" cx="${fixed(x(bestEpoch))}" cy="${fixed(y(best))}" r="6.5"/>`,
    `<text class="label" x="${fixed(labelX)}" y="${fixed(labelY)}" text-anchor="${isLate ? 'end' : 'start'}">epoch ${bestEpoch}: ${text(best)}</text>`,
  ];
  return [
    `<text class="title" x="${left}" y="${SIZE.top - 20}">${panel.title}</text>`,
    ...[...grid, ...below, ...drawn, ...mark],
    `<text x="${left + SIZE.panel / 2}" y="${SIZE.bottom + 44}" text-anchor="middle">epoch</text>`,
  ].join('\n');
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The first, the last, and round ones between, at most ten. */
function epochTicks(epochs: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200].find((one) => epochs / one <= 10) ?? 500;
  const round = Array.from({ length: Math.floor(epochs / step) }, (_, i) => (i + 1) * step).filter((epoch) => epoch > 1);
  return [1, ...round];
}
