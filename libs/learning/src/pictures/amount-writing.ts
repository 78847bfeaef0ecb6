import type { Box, Raster } from '@numera/vision';
import { resized } from '../strings/ink-raster';
import { cropped, gapOf, lay, placeOf, SPACINGS } from '../strings/laying';
import { drawStroke } from '../strings/line-marks';
import { drawnSign } from '../strings/signs';
import type { Writer } from '../strings/writers';
import { between, normal, oneOf, type Random } from '../strokes/random';

/** What is written in the field: where the pen is, what stands there already. */
interface Field {
  readonly ink: Raster;
  readonly size: number;
  readonly pen: number;
  readonly signs: readonly string[];
  /** Rows of the line's foot and pixels that it rises for each to the right. */
  readonly foot: number;
  readonly rise: number;
  end: number;
}

/** An amount as ink, 255 on 0, its digits about `size` pixels high; `label` is the digits, `boxes` where they stand. Without `signs` there are none. */
export function writtenAmount(
  size: number,
  writer: Writer,
  signs: readonly string[],
  random: Random,
): { ink: Raster; label: string; boxes: Box[] } {
  const digits = amount(random);
  const margin = {
    side: size * between(random, 0.1, 0.6),
    above: size * between(random, 0.15, 0.6),
    below: size * between(random, 0.2, 0.6),
  };
  const height = Math.round(1.4 * size + margin.above + margin.below);
  const ink: Raster = {
    width: Math.round((digits.length + 6) * 1.6 * size),
    height,
    data: new Uint8Array(height * Math.round((digits.length + 6) * 1.6 * size)),
  };
  const field: Field = {
    ...{
      ink,
      size,
      signs,
      pen: size * between(random, 0.05, 0.12),
      foot: Math.round(margin.above + 1.2 * size),
      rise: normal(random, 0, 0.02),
    },
    end: Math.round(margin.side),
  };
  if (random() < 0.45) oneOf(random, BEFORE)(field, random);
  const boxes = writeDigits(field, digits, writer, random);
  if (random() < 0.6) oneOf(random, BEHIND)(field, random);
  return { ink: cropped(ink, Math.round(field.end + margin.side)), label: digits.map(({ digit }) => digit).join(''), boxes };
}

interface Written {
  readonly digit: number;
  /** The mark behind it: of thousands, or of cents, which may stand higher and smaller than the rest. */
  readonly mark?: 'thousands' | 'cents';
}

/** Two to seven digits; round amounts are the commonest. */
function amount(random: Random): Written[] {
  const count = 2 + Math.floor(random() * 5);
  const round = random() < 0.6 ? Math.floor(random() * count) : 0;
  const whole = Array.from({ length: count }, (_, i) =>
    i >= count - round ? 0 : i === 0 ? 1 + Math.floor(random() * 9) : Math.floor(random() * 10),
  );
  const isGrouped = random() < 0.6;
  const cents = random() < 0.35 ? [random() < 0.6 ? 0 : Math.floor(random() * 10), random() < 0.6 ? 0 : Math.floor(random() * 10)] : [];
  return [
    ...whole.map((digit, i): Written => {
      if (i === count - 1) return cents.length > 0 ? { digit, mark: 'cents' } : { digit };
      return isGrouped && (count - 1 - i) % 3 === 0 ? { digit, mark: 'thousands' } : { digit };
    }),
    ...cents.map((digit): Written => ({ digit })),
  ];
}

function writeDigits(field: Field, digits: readonly Written[], writer: Writer, random: Random): Box[] {
  const { ink, size, foot, rise, pen } = field;
  const boxes: Box[] = [];
  const draw = writer.takePen(random);
  const slant = normal(random, 0.05, 0.12);
  // Some write smaller and smaller towards the end.
  const shrink = random() < 0.4 ? between(random, 0, 0.35) / digits.length : 0;
  const spread = random() < 0.5 ? SPACINGS : ([oneOf(random, SPACINGS)] as const);
  const thousands = oneOf(random, ['point', 'point', 'comma', 'raised'] as const);
  const areCentsSmall = random() < 0.5;
  let isBehind = false;
  let before: { digit: number; right: number; top: number } | null = null;
  const start = field.end;
  for (const [i, { digit, mark }] of digits.entries()) {
    const scale = (1 - shrink * i) * between(random, 0.85, 1.15) * (isBehind && areCentsSmall ? 0.65 : 1);
    const glyph = resized(draw(digit), Math.max(10, Math.round(size * scale)), slant);
    const baseline = foot - rise * (field.end - start) + normal(random, 0, 0.05) * size;
    const raised = isBehind && areCentsSmall ? 0.35 * size : 0;
    const y = clamp(Math.round(baseline - raised - glyph.height), 0, ink.height - glyph.height);
    const isFirst = before === null;
    const x = isFirst ? field.end : placeOf(glyph, y, ink, field.end, gapOf(oneOf(random, spread), size, random));
    lay(glyph, x, y, ink);
    boxes.push({ x, y, width: glyph.width, height: glyph.height });
    // Noughts run into one another: the pen leaves one at its top and begins the next there.
    if (before?.digit === 0 && digit === 0 && random() < 0.35) {
      drawStroke(ink, [before.right - 0.35 * size, before.top + 0.05 * size], [x + 0.35 * glyph.width, y + 0.04 * size], 0.8 * pen);
    }
    field.end = Math.max(field.end, x + glyph.width);
    before = { digit, right: field.end, top: y };
    if (mark !== undefined) markBehind(field, mark === 'cents' ? 'comma' : thousands, random);
    if (mark === 'cents') isBehind = true;
  }
  if (isBehind && areCentsSmall && random() < 0.6) {
    const y = Math.min(ink.height - 2, foot - 0.2 * size);
    drawStroke(ink, [field.end - 1.1 * size, y], [field.end, y + normal(random, 0, 1)], 0.8 * pen);
  }
  return boxes;
}

function markBehind(field: Field, kind: 'point' | 'comma' | 'raised', random: Random): void {
  const { ink, size, foot, pen } = field;
  const x = field.end + size * between(random, 0.03, 0.15);
  const y = kind === 'raised' ? foot - size * between(random, 0.8, 1) : foot - size * between(random, 0, 0.1);
  const tail = kind === 'point' ? 0.02 : between(random, 0.12, 0.28);
  drawStroke(ink, [x + 0.05 * size, y], [x, Math.min(ink.height - 2, y + tail * size)], pen * between(random, 1, 1.5));
  field.end = Math.round(x + size * between(random, 0.08, 0.2));
}

type Filling = (field: Field, random: Random) => void;

/** One stroke or two, short or to the end of the field, straight or waved. */
const dash: Filling = (field, random) => {
  const { ink, size, foot, pen } = field;
  const length = size * between(random, 0.4, 2.2);
  const [x, y] = [field.end + size * between(random, 0.1, 0.35), foot - size * between(random, 0.35, 0.6)];
  const swing = random() < 0.3 ? 0.08 * size : 0;
  const rows = random() < 0.35 ? [0, 0.22 * size] : [0];
  for (const down of rows) {
    const at = (share: number): [number, number] => [x + share * length, y + down + swing * Math.sin(7 * share)];
    for (let i = 0; i < 8; i++) drawStroke(ink, at(i / 8), at((i + 1) / 8), pen);
  }
  field.end = Math.round(x + length);
};

const sign: Filling = (field, random) => {
  const { ink, size, foot, signs } = field;
  if (signs.length === 0) return;
  const glyph = resized(drawnSign(oneOf(random, signs), 80, random), Math.round(size * between(random, 0.7, 1.15)), 0);
  const y = clamp(foot - glyph.height, 0, ink.height - glyph.height);
  const x = field.end + Math.round(size * between(random, 0.1, 0.4));
  lay(glyph, x, y, ink);
  field.end = x + glyph.width + Math.round(size * between(random, 0.1, 0.35));
};

const pointAndDash: Filling = (field, random) => {
  markBehind(field, 'point', random);
  dash(field, random);
};

const BEFORE: readonly Filling[] = [
  sign,
  sign,
  (field, random) => {
    dash(field, random);
    field.end += Math.round(field.size * between(random, 0.1, 0.3));
  },
];
const BEHIND: readonly Filling[] = [dash, dash, pointAndDash, sign];

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
