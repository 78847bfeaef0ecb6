import type { Patch } from './bodies';
import { around, bottom, right } from './digit';
import type { Line } from './lines';
import type { Piece } from './pieces';
import type { Box } from './raster';

/** What stands between digits and is none; the apostrophe parts thousands in some countries. */
export const SEPARATOR_SYMBOLS = ['.', ',', "'", ':', '-'] as const;
export type SeparatorSymbol = (typeof SEPARATOR_SYMBOLS)[number];

/** A mark in a line of text that is no digit, with its box in the pixels of the picture. */
export interface Separator {
  readonly symbol: SeparatorSymbol;
  readonly box: Box;
  readonly row: number;
  /** How many of the line's pieces stand to the left of it. */
  readonly piecesBefore: number;
}

/** Lengths in heights of the line's digits. A point is at least this large, or it is a speck. */
const LEAST_POINT = 0.05;
const LARGEST_POINT = 0.32;
const LONGEST_COMMA = 0.5;
/** Of two marks above one another, that are one colon, the middles are at most this far apart across the line. */
const ASIDE = 0.12;
const DASH = { least: 0.18, longest: 1.3, thickest: 0.2, flatness: 1.9 };
/** A mark further than this from any digit is not of the line. */
const FAR = 1;

const middleX = ({ x, width }: Box): number => x + width / 2;
const middleY = ({ y, height }: Box): number => y + height / 2;

/** The marks of a line that separate digits, from left to right; dirt is left out. Boxes are turned into the picture's by `toPicture`. */
export function separatorsOf(line: Line, pieces: readonly Piece[], row: number, toPicture: (box: Box) => Box): Separator[] {
  const marks = line.marks.filter(({ box }) => isNear(box, line)).sort((a, b) => middleX(a.box) - middleX(b.box));
  const found: { symbol: SeparatorSymbol; box: Box }[] = [];
  for (const { box } of marks) {
    const symbol = symbolOf(box, line);
    if (symbol === null) continue;
    const before = found.at(-1);
    if (symbol !== '-' && before && before.symbol !== '-' && Math.abs(middleX(before.box) - middleX(box)) < ASIDE * line.height) {
      found[found.length - 1] = { symbol: ':', box: around(before.box, box) };
    } else found.push({ symbol, box });
  }
  return found.map(({ symbol, box }) => {
    const piecesBefore = pieces.filter(({ word }) => middleX(line.words[word]!.body.box) < middleX(box)).length;
    return { symbol, box: toPicture(box), row, piecesBefore };
  });
}

function isNear(box: Box, { words, height }: Line): boolean {
  return words.some(({ body }) => Math.max(body.box.x - right(box), box.x - right(body.box)) < FAR * height);
}

/** Tells a mark by its shape and by where it stands beside the nearest digit; null for what is none. */
function symbolOf(box: Box, line: Line): SeparatorSymbol | null {
  const { height } = line;
  const { box: digit } = line.words.reduce((a, b) => (away(b.body, box) < away(a.body, box) ? b : a)).body;
  // From 0 at the digit's top to 1 at its foot.
  const level = (middleY(box) - digit.y) / digit.height;
  const isFlat = box.width >= DASH.flatness * box.height;
  if (isFlat && box.width >= DASH.least * height && box.width <= DASH.longest * height && box.height <= DASH.thickest * height) {
    return level > 0.2 && level < 0.8 ? '-' : null;
  }
  if (Math.max(box.width, box.height) < LEAST_POINT * height || box.width > LARGEST_POINT * height) return null;
  if (level < 0.25) return level > -0.25 && box.height <= LONGEST_COMMA * height ? "'" : null;
  const drop = (bottom(box) - bottom(digit)) / height;
  if (level > 1.35) return null;
  if (level > 0.7 && (box.height > 1.45 * box.width || drop > 0.16)) return box.height <= LONGEST_COMMA * height ? ',' : null;
  return box.height <= LARGEST_POINT * height ? '.' : null;
}

const away = ({ box }: Patch, mark: Box): number => Math.abs(middleX(box) - middleX(mark));
