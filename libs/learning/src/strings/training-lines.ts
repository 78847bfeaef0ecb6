import { LINE_HEIGHT } from '@numera/recognition';
import { lineImage } from '@numera/vision';
import type { Raster } from '@numera/vision';
import { learnedWords } from '../negatives/word-scripts';
import { between, normal, oneOf, type Random } from '../strokes/random';
import type { DigitPool } from './digit-pool';
import { boxGap, lay } from './laying';
import { border, drawStroke, filling, MARKS, underline, type Canvas } from './line-marks';
import { linePlan } from './line-plan';
import type { LineDigit } from './line-targets';
import { penned } from './penned-digit';
import { learnedSigns, signPool } from './signs';

/** A line to learn from: `width` x 32 values in [0, 1], ink 1, and its digits from left to right. */
export interface TrainingLine {
  readonly pixels: Float32Array;
  readonly digits: readonly LineDigit[];
}

const CANVAS = { width: 320, height: 64 };
const MIDDLE = CANVAS.height / 2;
/** The column where a line begins. */
const START = 6;
const BODY = 64;
/** Signs and words that lines are written with, and the height of the paper that they are drawn on: their ink is then about as high as the digits'. */
const SIGNS = { count: 3000, seed: 1, side: 34 };
const WORDS = { count: 2000, seed: 2, side: 44 };
/** Their heights, in heights of the digits. */
const SIGN_HEIGHT = { least: 0.5, most: 1.25 };
const WORD_HEIGHT = { least: 0.5, most: 1.35 };
/** Paper between a word and what is beside it, in heights of the digits. */
const WORD_GAP = { least: 0.12, most: 1.4 };

type Pool = ReturnType<typeof signPool>;
let signs: Pool | null = null;
let words: Pool | null = null;
const takeSign: Pool = (random) => (signs ??= signPool(learnedSigns, SIGNS))(random);
const takeWord: Pool = (random) => (words ??= signPool(learnedWords(), WORDS))(random);

/** Writes a line as `lineImage` would cut it out of a scan, and takes `width` pixels of it. */
export function trainingLine(pools: readonly DigitPool[], width: number, random: Random): TrainingLine {
  const canvas: Canvas = { ...CANVAS, data: new Uint8Array(CANVAS.width * CANVAS.height) };
  const digits = write(canvas, oneOf(random, pools), random);
  const { ink, left } = tight(canvas);
  const ends = digits.flatMap(({ left: from, right: to }) => [from - left, to - left]);
  const { raster, cuts } = lineImage(
    { raster: ink, slope: 0, cuts: ends, digits: { top: 0, height: ink.height }, toPicture: (box) => box },
    LINE_HEIGHT,
  );
  const start = windowStart(raster.width, width, random);
  return {
    pixels: developed(raster, start, width, random),
    digits: digits
      .map(({ digit }, i) => ({ digit, left: cuts[2 * i]! - start, right: cuts[2 * i + 1]! - start }))
      .filter(({ left: from, right: to }) => to > 0 && from < width),
  };
}

/** Lays digits side by side, touching, close or apart, with marks and signs among them; returns where the digits are. */
function write(canvas: Canvas, pool: DigitPool, random: Random): LineDigit[] {
  const size = between(random, 20, 27);
  const hand = {
    slant: normal(random, 0.03, 0.12),
    gain: between(random, 1, 3),
    weight: normal(random, 0, 0.4),
    turn: normal(random, 0, 0.03),
  };
  const pen = between(random, 2, 3.6);
  const [top, foot] = [MIDDLE - size / 2, MIDDLE + size / 2];
  const spacing = oneOf(random, ['touching', 'touching', 'touching', 'close', 'close', 'spaced', 'mixed', 'mixed'] as const);
  const marks = random() < 0.3 ? between(random, 0.1, 0.4) : 0;
  const plan = linePlan(random);
  const [jitter, drift] = [between(random, 0.01, 0.07), normal(random, 0, 0.02)];
  const digits: LineDigit[] = [];
  let end = START;
  const mark = (gap: number): number => Math.round(oneOf(random, MARKS)(canvas, end + gap, { top, foot, pen }, random));
  const fill = (): number => Math.round(filling(canvas, end, { top, foot, pen }, random));
  const signed = random() < 0.3 ? { first: 0.6, between: 0.06, last: 0.5 } : { first: 0, between: 0, last: 0 };
  const worded = random() < 0.25 ? { first: 0.6, between: 0.06, last: 0.5 } : { first: 0, between: 0, last: 0 };
  let isBesideWord = false;
  const gap = (of: number) => (isBesideWord ? boxGap(size, WORD_GAP, random) : gapOf(spacing, of, random));
  const stand = (glyph: Raster): void => {
    const y = Math.round(MIDDLE + normal(random, 0, jitter) * size - glyph.height / 2);
    if (y < 1 || y + glyph.height >= canvas.height - 1 || end + glyph.width + 2 * size >= canvas.width) return;
    const x = end === START ? end : place(canvas, glyph, y, end, gap(size));
    lay(glyph, x, y, canvas);
    end = Math.max(end, x + glyph.width);
  };
  const sign = (): void => {
    stand(penned(takeSign(random), size * between(random, SIGN_HEIGHT.least, SIGN_HEIGHT.most), hand, random));
    isBesideWord = false;
  };
  const word = (): void => {
    isBesideWord = true;
    stand(penned(takeWord(random), size * between(random, WORD_HEIGHT.least, WORD_HEIGHT.most), hand, random));
  };
  if (random() < 0.08) end = fill();
  const isOnlyWords = worded.first > 0 && random() < 0.12;
  if (isOnlyWords || random() < worded.first) word();
  for (const { digit, height, rise } of isOnlyWords ? [] : plan.digits) {
    if (end >= canvas.width - 2 * size) break;
    const isFirstOfCents = plan.cents > 0 && digits.length === plan.digits.length - plan.cents;
    if (random() < (isFirstOfCents ? 0.5 : marks)) end = mark(between(random, -1, 4));
    if (random() < (digits.length === 0 ? signed.first : signed.between)) sign();
    if (digits.length > 0 && random() < worded.between) word();
    const glyph = penned(pool.take(digit, random), size * height * between(random, 0.82, 1.18), hand, random);
    const middle = MIDDLE + drift * (end - 80) + size * (0.5 - rise - height / 2);
    const y = Math.round(middle + normal(random, 0, jitter) * size - glyph.height / 2);
    if (y < 1 || y + glyph.height >= canvas.height - 1 || end + glyph.width + size >= canvas.width) break;
    const x = end === START ? end : place(canvas, glyph, y, end, gap(size * height));
    isBesideWord = false;
    lay(glyph, x, y, canvas);
    const before = digits.at(-1);
    if (before !== undefined && random() < 0.04) joinUp(canvas, before.right, x, size, pen, random);
    if (before?.digit === 0 && digit === 0 && random() < 0.3) {
      const over = y + size * between(random, -0.06, 0.12);
      drawStroke(canvas, [before.right - 0.3 * size, over], [x + 0.35 * glyph.width, over + normal(random, 0, 1)], 0.8 * pen);
    }
    digits.push({ digit, left: x, right: x + glyph.width });
    end = Math.max(end, x + glyph.width);
  }
  if (plan.areCentsUnderlined && plan.cents > 0 && digits.length === plan.digits.length) {
    const { rise } = plan.digits.at(-1)!;
    const from = digits.at(-plan.cents)!.left - between(random, -2, 4);
    const y = foot + drift * (end - 80) - size * (rise - between(random, -0.05, 0.25));
    for (let row = random() < 0.2 ? 2 : 1; row > 0; row--) {
      drawStroke(
        canvas,
        [from, y + 3 * row],
        [end + between(random, -2, 4), y + 3 * row + normal(random, 0, 1)],
        pen * between(random, 0.6, 1),
      );
    }
  }
  if (random() < signed.last) sign();
  if (random() < worded.last) word();
  if (random() < marks) end = mark(between(random, -1, 6));
  if (random() < 0.1 && end < canvas.width - 2 * size) end = fill();
  if (random() < 0.06) underline(canvas, end, { foot, pen }, random);
  if (random() < 0.04) border(canvas, random() < 0.5 ? end + 1 : 5, { top, foot, pen }, random);
  return digits;
}

type Spacing = 'touching' | 'close' | 'spaced' | 'mixed';

/** Pixels of paper to the digit before: of their boxes when apart, else of their ink; below zero they overlap. */
function gapOf(spacing: Spacing, size: number, random: Random): { ofBoxes: boolean; pixels: number } {
  const kind = spacing === 'mixed' ? oneOf(random, ['touching', 'close', 'spaced'] as const) : spacing;
  if (kind === 'spaced') return { ofBoxes: true, pixels: Math.round(size * between(random, 0.1, 0.7)) };
  if (kind === 'close') return { ofBoxes: false, pixels: Math.round(between(random, 1, 4)) };
  return { ofBoxes: false, pixels: -Math.round(size * oneOf(random, [0.03, 0.04, 0.06, 0.06, 0.1, 0.14])) };
}

/** Where a digit goes: as far left as the gap to the ink that is there allows, at most a third of its height below the one before. */
function place(canvas: Canvas, glyph: Raster, y: number, end: number, gap: { ofBoxes: boolean; pixels: number }): number {
  if (gap.ofBoxes) return end + gap.pixels;
  let nearest = Infinity;
  for (let row = 0; row < glyph.height; row++) {
    let first = 0;
    while (first < glyph.width && glyph.data[row * glyph.width + first]! < BODY) first++;
    if (first === glyph.width) continue;
    for (let near = Math.max(0, y + row - 1); near <= Math.min(canvas.height - 1, y + row + 1); near++) {
      let last = end;
      while (last >= 0 && canvas.data[near * canvas.width + last]! < BODY) last--;
      if (last >= 0) nearest = Math.min(nearest, end + first - last - 1);
    }
  }
  return nearest === Infinity ? end + Math.max(0, gap.pixels) : Math.max(Math.round(end - glyph.height / 3), end - nearest + gap.pixels);
}

/** A stroke from one digit into the next, as of a pen that was not lifted. */
function joinUp(canvas: Canvas, from: number, to: number, size: number, pen: number, random: Random): void {
  const height = (): number => MIDDLE + size * between(random, -0.4, 0.45);
  drawStroke(canvas, [from - between(random, 1, 5), height()], [to + between(random, 1, 5), height()], 0.7 * pen);
}

/** The ink with a pixel of paper around it, and the column where it begins. */
function tight({ width, height, data }: Canvas): { ink: Raster; left: number } {
  let [left, right, top, bottom] = [width, 0, height, 0];
  for (let at = 0; at < data.length; at++) {
    if (data[at]! < 128) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  }
  [left, right, top, bottom] = [Math.max(0, left - 1), Math.min(width, right + 2), Math.max(0, top - 1), Math.min(height, bottom + 2)];
  const out = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++) out.set(data.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  return { ink: { width: right - left, height: bottom - top, data: out }, left };
}

/** Lines shorter than the window begin it, with paper behind; of longer ones the beginning, the end or something in between is taken. */
function windowStart(length: number, width: number, random: Random): number {
  if (length <= width) return 0;
  return Math.round(Math.max(0, Math.min(1, between(random, -0.5, 1.5))) * (length - width));
}

/** The window's pixels in [0, 1], sometimes out of focus, faint or grainy. */
function developed(raster: Raster, start: number, width: number, random: Random): Float32Array {
  const out = new Float32Array(width * LINE_HEIGHT);
  const columns = Math.min(width, raster.width - start);
  const blur = random() < 0.3 ? between(random, 0.1, 0.5) : 0;
  const strength = random() < 0.3 ? between(random, 0.7, 1.3) : 1;
  const grain = random() < 0.25 ? between(random, 0.02, 0.12) : 0;
  for (let y = 0; y < LINE_HEIGHT; y++) {
    for (let x = 0; x < columns; x++) {
      const at = y * raster.width + start + x;
      const here = raster.data[at]!;
      const sides =
        blur === 0
          ? here
          : (raster.data[at - 1] ?? 0) +
            (raster.data[at + 1] ?? 0) +
            (raster.data[at - raster.width] ?? 0) +
            (raster.data[at + raster.width] ?? 0);
      const soft = blur === 0 ? here : here * (1 - blur) + (sides / 4) * blur;
      const noise = grain > 0 ? grain * (random() + random() - 1) : 0;
      out[y * width + x] = Math.max(0, Math.min(1, (soft / 255) * strength + noise));
    }
  }
  return out;
}
