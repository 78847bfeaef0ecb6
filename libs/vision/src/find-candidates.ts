import { bodiesAmong } from './bodies';
import { around, right, wholeOf } from './digit';
import { digitIn, findGlyphs, workingFactor } from './find-glyphs';
import { lineCandidates } from './line-candidates';
import type { CandidateLine, Shape } from './line-candidates';
import { linesOf } from './lines';
import type { Line } from './lines';
import { isGlyphLike, plainViews } from './plain-view';
import { observe, widened } from './observe';
import type { Observation } from './observe';
import { piecesOf } from './pieces';
import type { Box, Glyph, Raster } from './raster';

export interface FindOptions {
  /** `single`: the whole image is one digit. `auto`: find out how many there are, and in which lines. */
  readonly layout?: 'auto' | 'single';
}

/** As many pixels as a picture of the first of these sides are looked at; of the next where what is written is too small for that. */
const SIDES = [128, 256, 512, 1024];
/** Digits lower than this, in pixels, are too small: for the first look, for a finer one, and for the close one after that. */
const LEAST_HEIGHT = { first: 14, finer: 9, close: 12 };
/** So many words, so many times as high as wide. */
const COLUMNS = { least: 4, high: 4.5 };
/** Height of a digit at which it is looked at again, in pixels; but in no more of them than a picture of this side has. */
const GOOD_HEIGHT = 44;
const MOST_SIDE = 2048;
/**
 * A line wider than this, in its heights, may hold several digits. A picture that is not wide itself mostly frames one digit: of those
 * only a line that no one digit is as wide as counts.
 */
const WIDE = { inWide: 0.85, inSquare: 0.95, inSmall: 1.35 };
/** A picture is wide when it is this many times as wide as high, and small below this side: no one writes two digits in it. */
const WIDE_PICTURE = 1.2;
const SMALL_SIDE = 40;
/** Two bodies that are both this high, beside each other, may be two digits. */
const TALL = 0.7;
/** Lines lower than this share of the highest are notes and dirt. */
const LEAST_LINE = 0.45;
const MARGIN = 0.5;
/** A picture in more pieces than this is no text but a texture: some 700 digits, of which each is cut into four or five. */
const MOST_PIECES = 3500;
/** Nor is a patch so many times as long as its line is high. */
const LONGEST_WORD = 64;

/**
 * Finds what may be the digits of a picture: for each line of text, from the top, the ways to part it into digits, each part normalised
 * to 28x28. A network says which way is right (libs/recognition). One digit gives one line of one candidate, as findGlyphs finds it.
 */
export function findCandidates(picture: Raster, { layout = 'auto' }: FindOptions = {}): CandidateLine[] {
  if (picture.width < 1 || picture.height < 1) return [];
  // No one writes two digits into a picture of a glyph's size; what looks like more is noise and lines.
  if (isGlyphLike(picture)) return alone(glyphLike(picture));
  if (layout === 'single') return alone(findGlyphs(picture));
  const [factor, ...finer] = new Set(SIDES.map((side) => factorTo(side, picture)));
  const look = lookAt(picture, factor!);
  if (look === null || look.height < LEAST_HEIGHT.first || isRunTogether(look)) {
    for (const each of finer) {
      const found = smallTextIn(picture, each);
      if (found !== null) return found;
    }
  }
  if (look === null) return [];
  return textIn(picture, look) ?? alone(factor === workingFactor(picture) ? digitIn(picture, look.seen) : findGlyphs(picture));
}

/** A picture, or a part of it, as it was seen in 1 / `factor` of its pixels a side, with the lines that may be text. */
interface Look {
  readonly seen: Observation;
  readonly factor: number;
  /** Which patch each pixel is of. */
  readonly labels: Int32Array;
  readonly lines: readonly Line[];
  /** Of the highest line, in pixels of what was seen; 0 where there is none. */
  readonly height: number;
}

/** Null where there is no ink. `within`: a part of the picture that was seen `before`. */
function lookAt(picture: Raster, factor: number, within?: Box, before?: Observation): Look | null {
  const seen = observe(picture, factor, within, before);
  if (seen === null) return null;
  const labelled = seen.patches();
  const lines = linesOf(bodiesAmong(seen, labelled));
  const height = Math.max(0, ...lines.map((line) => line.height));
  return { seen, factor, labels: labelled.labels, lines: lines.filter((line) => line.height >= LEAST_LINE * height), height };
}

/** Are most words far higher than wide? Then they are 1s, or rows so close together that a coarse look sees their columns as one. */
function isRunTogether({ lines }: Look): boolean {
  const boxes = lines.flatMap(({ words }) => words.map(({ body }) => body.box));
  return boxes.length >= COLUMNS.least && 2 * boxes.filter(({ width, height }) => height > COLUMNS.high * width).length > boxes.length;
}

/** At which the digits of a look have a good height. */
const goodFactor = ({ height, factor }: Look): number => Math.max(1, Math.floor((height * factor) / GOOD_HEIGHT));

/** By how much a picture, or a part of one, is shrunk to as many pixels as one of this side has. */
const factorTo = (side: number, { width, height }: Pick<Box, 'width' | 'height'>): number =>
  Math.max(1, Math.ceil(Math.sqrt(width * height) / side));

/** Looks again, at a good height of its digits, at the part of a picture that has lines. */
function closerLook(picture: Raster, look: Look): Look | null {
  const writing = look.seen.toPicture(look.lines.map(({ box }) => box).reduce(around));
  const part = widened(writing, Math.ceil(MARGIN * look.height * look.factor), picture);
  return lookAt(picture, Math.max(goodFactor(look), factorTo(MOST_SIDE, part)), part, look.seen);
}

/**
 * What is written so small that it takes a finer look; null for nothing. It has to be seen twice: what is left of ruled and squared
 * lines at one factor is gone at another.
 */
function smallTextIn(picture: Raster, factor: number): CandidateLine[] | null {
  const look = lookAt(picture, factor);
  const closer = look && look.height >= LEAST_HEIGHT.finer ? closerLook(picture, look) : null;
  // Pieces of rules look like so many 1s.
  if (closer === null || closer.height < LEAST_HEIGHT.close || isRunTogether(closer)) return null;
  if (isText(closer.lines, picture)) return candidatesIn(closer);
  const digits = digitIn(picture, closer.seen);
  return digits.length === 0 ? null : alone(digits);
}

/** The one digit of a picture of a glyph's size. Where it is not found among lines and stripes, all of the picture may be it. */
function glyphLike(picture: Raster): Glyph[] {
  const [found] = findGlyphs(picture);
  const plain = plainViews(picture, found?.box);
  if (plain === null) return found === undefined ? [] : [found];
  return [{ pixels: plain[0], box: wholeOf(picture), row: 0, ...found, plain }];
}

const WHOLE: Shape = { width: 1, height: 1, top: 0, bottom: 0, cutLeft: 0, cutRight: 0, inside: -1, pieces: 1, words: 1 };
const alone = (glyphs: readonly Glyph[]): CandidateLine[] =>
  glyphs.map((glyph) => ({ pieces: 1, candidates: [{ glyph, from: 0, to: 1, shape: WHOLE }] }));

/** The lines of a picture that may hold more than one digit; null for any other. */
function textIn(picture: Raster, look: Look): CandidateLine[] | null {
  if (!isText(look.lines, picture)) return null;
  const closer = goodFactor(look) < look.factor ? closerLook(picture, look) : null;
  return candidatesIn(closer !== null && isText(closer.lines, picture) ? closer : look);
}

/** Might there be more than one digit? When it is unlikely, the one digit is read as before. */
function isText(lines: readonly Line[], picture: Raster): boolean {
  const isWide = picture.width > WIDE_PICTURE * picture.height;
  const isSmall = !isWide && picture.width < SMALL_SIDE;
  if (lines.length !== 1) return lines.length > 1 && !isSmall;
  const [{ words, box, height }] = lines as [Line];
  if (box.width > (isWide ? WIDE.inWide : isSmall ? WIDE.inSmall : WIDE.inSquare) * box.height) return true;
  if (isSmall) return false;
  const tall = words.filter(({ body }) => body.box.height >= TALL * height).map(({ body }) => body.box);
  return tall.some((a, i) => i > 0 && right(tall[i - 1]!) < a.x);
}

function candidatesIn({ seen, labels, lines }: Look): CandidateLine[] | null {
  const found: CandidateLine[] = [];
  const words = lines.flatMap((line) => line.words.map(({ body }) => body.box.width / line.height));
  // Each word is one piece at least.
  if (words.length > MOST_PIECES || words.some((width) => width > LONGEST_WORD)) return [];
  let count = 0;
  for (const line of lines) {
    const pieces = piecesOf(seen.ink, labels, line);
    count += pieces.list.length;
    if (count > MOST_PIECES) return [];
    const candidates = lineCandidates(seen, pieces, line, found.length);
    if (candidates !== null) found.push(candidates);
  }
  return found.length === 0 ? null : found;
}
