import type { Box, Raster } from '@numera/vision';
import { between, normal, oneOf, randomFrom, type Random } from '../strokes/random';
import { scriptWidth } from '../strokes/strokes-of';
import { resized } from './ink-raster';
import { boxGap, cropped, gapOf, lay, placeOf, SPACINGS, type Spacing } from './laying';
import { onPaper, PAPERS } from './paper';
import { drawnSign, type TallSigns } from './signs';
import type { Writer } from './writers';

/** A picture of a string of digits. */
export interface StringSample {
  readonly raster: Raster;
  readonly label: string;
  /** `<spacing>-<paper>-<writer>`. */
  readonly kind: string;
  /** Where each digit's ink stands. */
  readonly boxes: readonly Box[];
}

export interface StringSampleOptions {
  readonly count: number;
  readonly seed: number;
  readonly writers: readonly Writer[];
  /** Scripts of signs, such as currency marks, or words that stand before the digits, behind them or both; default: none. */
  readonly signs?: readonly string[];
  /** Scripts of slashes, which stand among the digits, and of brackets, one before them and one behind, all taller than digits; default: none. */
  readonly tall?: TallSigns | undefined;
}

/** Chances of signs at a string's ends, their heights beside the digits', and the paper that they are drawn on. */
const SIGNS = { first: 0.7, last: 0.6, least: 0.6, most: 1.15, side: 80 };
/** Chances of tall signs, a slash before each digit but the first and brackets around them all, and their heights beside the digits'. */
const TALL = { slash: 0.3, brackets: 0.3, least: 1.25, most: 1.6 };
/** Paper between a word and digits, in heights of these. */
const WORD_GAP = { least: 0.25, most: 1.2 };

const DIGITS = { fewest: 2, most: 8 };
/** Height of a digit in pixels. */
const HEIGHT = { least: 24, most: 64 };

/** Strings of 2 to 8 digits, each kind as often as the others; the seed fixes them all. One at a time: a thousand fill a gigabyte. */
export function* stringSamples(options: StringSampleOptions): Generator<StringSample> {
  const { count, seed, writers } = options;
  const random = randomFrom(seed);
  for (let i = 0; i < count; i++) {
    const spacing = SPACINGS[i % SPACINGS.length]!;
    const paper = PAPERS[Math.floor(i / SPACINGS.length) % PAPERS.length]!;
    const writer = writers[Math.floor(i / (SPACINGS.length * PAPERS.length)) % writers.length]!;
    const length = DIGITS.fewest + Math.floor(random() * (DIGITS.most - DIGITS.fewest + 1));
    const digits = Array.from({ length }, () => Math.floor(random() * 10));
    const { ink, boxes } = written(digits, writer, spacing, options, random);
    yield { raster: onPaper(ink, paper, random), label: digits.join(''), kind: `${spacing}-${paper}-${writer.name}`, boxes };
  }
}

function written(
  digits: readonly number[],
  writer: Writer,
  spacing: Spacing,
  { signs = [], tall }: StringSampleOptions,
  random: Random,
): { ink: Raster; boxes: Box[] } {
  const pen = writer.takePen(random);
  const size = between(random, HEIGHT.least, HEIGHT.most);
  const slant = normal(random, 0, 0.08);
  const glyphs = digits.map((digit) => resized(pen(digit), Math.round(size * between(random, 0.85, 1.15)), slant));
  const words = new Set<Raster>();
  const drawn = (script: string, { least, most }: { readonly least: number; readonly most: number }): Raster =>
    resized(drawnSign(script, SIGNS.side, random), Math.round(size * between(random, least, most)), slant);
  const sign = (chance: number): Raster[] => {
    if (signs.length === 0 || random() >= chance) return [];
    const script = oneOf(random, signs);
    const glyph = drawn(script, SIGNS);
    if (scriptWidth(script) > 1) words.add(glyph);
    return [glyph];
  };
  const [before, behind] = [sign(SIGNS.first), sign(SIGNS.last)];
  const middle =
    tall === undefined
      ? glyphs
      : glyphs.flatMap((glyph, i) => (i > 0 && random() < TALL.slash ? [drawn(oneOf(random, tall.slashes), TALL), glyph] : [glyph]));
  if (tall !== undefined && random() < TALL.brackets) {
    const [opening, closing] = oneOf(random, tall.brackets);
    before.push(drawn(opening, TALL));
    behind.unshift(drawn(closing, TALL));
  }
  const margin = Math.round(size * between(random, 0.25, 0.6));
  const height = Math.round(size * (tall === undefined ? 1.3 : 1.7)) + 2 * margin;
  const all = [...before, ...middle, ...behind];
  const width = all.reduce((sum, glyph) => sum + glyph.width + size, 2 * margin);
  const data = new Uint8Array(Math.ceil(width) * height);
  const ink = { width: Math.ceil(width), height, data };
  const boxes: Box[] = [];
  let end = margin;
  for (const [i, glyph] of all.entries()) {
    const y = Math.max(0, Math.min(height - glyph.height, Math.round((height - glyph.height) / 2 + normal(random, 0, 0.04) * size)));
    const isDigit = glyphs.includes(glyph);
    const isBesideWord = words.has(glyph) || (i > 0 && words.has(all[i - 1]!));
    const gap = () => (isBesideWord ? boxGap(size, WORD_GAP, random) : gapOf(spacing, size, random));
    const x = end === margin ? margin : placeOf(glyph, y, ink, end, gap());
    lay(glyph, x, y, ink);
    if (isDigit) boxes.push({ x, y, width: glyph.width, height: glyph.height });
    end = Math.max(end, x + glyph.width);
  }
  return { ink: cropped(ink, end + margin), boxes };
}
