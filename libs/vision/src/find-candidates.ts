import { bodiesAmong } from './bodies';
import { around, right } from './digit';
import { digitIn, findGlyphs, glyphOf, workingFactor } from './find-glyphs';
import type { Ink } from './ink';
import { isDigitLike, strongBox } from './isolate';
import { linesOf } from './lines';
import type { Line } from './lines';
import { lineInkOf } from './line-image';
import type { LineInk } from './line-image';
import { isGlyphLike, plainViews } from './plain-view';
import { observe, widened } from './observe';
import type { Observation } from './observe';
import { piecesOf } from './pieces';
import type { Piece, Pieces } from './pieces';
import type { Box, Glyph, Raster } from './raster';
import { separatorsOf } from './separators';
import type { Separator } from './separators';
import { strokeWidthOf } from './stroke-width';

export interface FindOptions {
  /** `single`: the whole image is one digit. `auto`: find out how many there are, and in which lines. */
  readonly layout?: 'auto' | 'single';
}

/** What a candidate looks like beside its line; lengths in heights of the line's digits. */
export interface Shape {
  readonly width: number;
  readonly height: number;
  /** From the line's top to its top, downwards, and from its bottom to the line's bottom. */
  readonly top: number;
  readonly bottom: number;
  /** Ink cut through on its left and right, in stroke widths. */
  readonly cutLeft: number;
  readonly cutRight: number;
  /** The dearest cut within it that was not made, in stroke widths, and how many there are; -1 and 0 when it has none. */
  readonly inside: number;
  readonly pieces: number;
  /** Words (connected patches) that it has parts of. */
  readonly words: number;
}

/** A part of a line that may be one digit: pieces `from` to `to` (excluded). */
export interface Candidate {
  readonly glyph: Glyph;
  readonly from: number;
  readonly to: number;
  readonly shape: Shape;
}

/** A line of text, in pieces; digits are candidates that follow one another from piece 0 to the last. At least one such path exists. */
export interface CandidateLine {
  readonly pieces: number;
  readonly candidates: readonly Candidate[];
  /** Points, commas and dashes between the digits; absent where only one digit was looked for. */
  readonly separators?: readonly Separator[];
  /** What lineImage makes a picture of; absent where only one digit was looked for. */
  readonly ink?: LineInk;
}

/** As many pixels as a picture of this side are looked at first. */
const FIRST_SIDE = 128;
/** Height of a digit at which it is looked at again, in pixels. */
const GOOD_HEIGHT = 44;
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
/** A digit is at most this wide, and one of several patches this wide, in line heights. */
const WIDEST = 1.5;
const WIDEST_BROKEN = 1.15;
/** Patches further apart than this are not one digit. */
const BROKEN_GAP = 0.2;
/** Lines lower than this share of the highest are notes and dirt. */
const LEAST_LINE = 0.45;
const MARGIN = 0.5;

/**
 * Finds what may be the digits of a picture: for each line of text, from the top, the ways to part it into digits, each part normalised
 * to 28x28. A network says which way is right (libs/recognition). One digit gives one line of one candidate, as findGlyphs finds it.
 */
export function findCandidates(picture: Raster, { layout = 'auto' }: FindOptions = {}): CandidateLine[] {
  if (picture.width < 1 || picture.height < 1) return [];
  // No one writes two digits into a picture of a glyph's size; what looks like more is noise and lines.
  if (isGlyphLike(picture)) return alone(glyphLike(picture));
  if (layout === 'single') return alone(findGlyphs(picture));
  const factor = Math.max(1, Math.ceil(Math.sqrt(picture.width * picture.height) / FIRST_SIDE));
  const seen = observe(picture, factor);
  if (seen === null) return [];
  return textIn(picture, seen, factor) ?? alone(factor === workingFactor(picture) ? digitIn(picture, seen) : findGlyphs(picture));
}

/** The one digit of a picture of a glyph's size. Where it is not found among lines and stripes, all of the picture may be it. */
function glyphLike(picture: Raster): Glyph[] {
  const [found] = findGlyphs(picture);
  const plain = plainViews(picture, found?.box);
  if (plain === null) return found === undefined ? [] : [found];
  const whole: Box = { x: 0, y: 0, width: picture.width, height: picture.height };
  return [{ pixels: plain[0], box: whole, row: 0, ...found, plain }];
}

const WHOLE: Shape = { width: 1, height: 1, top: 0, bottom: 0, cutLeft: 0, cutRight: 0, inside: -1, pieces: 1, words: 1 };
const alone = (glyphs: readonly Glyph[]): CandidateLine[] =>
  glyphs.map((glyph) => ({ pieces: 1, candidates: [{ glyph, from: 0, to: 1, shape: WHOLE }] }));

/** The lines of a picture that may hold more than one digit; null for any other. */
function textIn(picture: Raster, seen: Observation, factor: number): CandidateLine[] | null {
  const first = linesIn(seen);
  if (!isText(first.lines, picture)) return null;
  const height = Math.max(...first.lines.map((line) => line.height)) * factor;
  const finer = Math.max(1, Math.floor(height / GOOD_HEIGHT));
  if (finer < factor) {
    const part = seen.toPicture(first.lines.map(({ box }) => box).reduce(around));
    const again = observe(picture, finer, widened(part, Math.ceil(MARGIN * height), picture), seen);
    const closer = again && linesIn(again);
    if (closer && isText(closer.lines, picture)) return candidatesIn(again, closer.labels, closer.lines);
  }
  return candidatesIn(seen, first.labels, first.lines);
}

function linesIn(seen: Observation): { labels: Int32Array; lines: Line[] } {
  const labelled = seen.patches();
  const lines = linesOf(bodiesAmong(seen, labelled));
  const highest = Math.max(0, ...lines.map(({ height }) => height));
  return { labels: labelled.labels, lines: lines.filter(({ height }) => height >= LEAST_LINE * highest) };
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

function candidatesIn(seen: Observation, components: Int32Array, lines: readonly Line[]): CandidateLine[] | null {
  const found: CandidateLine[] = [];
  for (const line of lines) {
    const candidates = lineOf(seen, piecesOf(seen.ink, components, line), line, found.length);
    if (candidates !== null) found.push(candidates);
  }
  return found.length === 0 ? null : found;
}

/** The candidates of a line; null when no part of it could be a digit. */
function lineOf(seen: Observation, pieces: Pieces, line: Line, row: number): CandidateLine | null {
  const { list } = pieces;
  const candidates: Candidate[] = [];
  let isAnyDigitLike = false;
  for (let from = 0; from < list.length; from++) {
    for (let to = from + 1; to <= list.length; to++) {
      const parts = list.slice(from, to);
      const box = parts.map((part) => part.box).reduce(around);
      const isNeeded = isWholeWord(list, from, to) && parts[0]!.word === parts.at(-1)!.word;
      if (!isNeeded && !mayBeDigit(list, from, to, box, line.height)) {
        if (box.width > WIDEST * line.height && parts[0]!.word !== parts.at(-1)!.word) break;
        continue;
      }
      const alone = cutOut(seen.ink, pieces.labels, from, to, box);
      const whole = { x: 0, y: 0, width: alone.width, height: alone.height };
      const strong = strongBox(alone, whole);
      const isFaint = strong.width <= 0 || strong.height <= 0;
      if (isFaint && !isNeeded) continue;
      const tight = isFaint ? whole : strong;
      const strokeWidth = strokeWidthOf(alone, tight);
      isAnyDigitLike ||= isDigitLike({ ...seen.ink, ...alone }, tight, strokeWidth);
      const inInk = { ...tight, x: tight.x + box.x, y: tight.y + box.y };
      const glyph = { pixels: glyphOf(alone, tight, strokeWidth), box: seen.toPicture(inInk), row };
      candidates.push({ from, to, glyph, shape: shapeOf(list, from, to, box, line) });
    }
  }
  if (!isAnyDigitLike) return null;
  const separators = separatorsOf(line, list, row, (box) => seen.toPicture(box));
  return { pieces: list.length, candidates, separators, ink: lineInkOf(seen, pieces, line) };
}

const isWholeWord = (list: readonly Piece[], from: number, to: number): boolean =>
  list[from - 1]?.word !== list[from]!.word && list[to]?.word !== list[to - 1]!.word;

function mayBeDigit(list: readonly Piece[], from: number, to: number, box: Box, height: number): boolean {
  if (box.width > WIDEST * height || box.height < 0.35 * height) return false;
  if (list[from]!.word === list[to - 1]!.word) return true;
  // Parts of two patches are one digit only when a pen left a gap in it: whole patches, near each other.
  if (!isWholeWord(list, from, to) || box.width > WIDEST_BROKEN * height) return false;
  for (let i = from + 1; i < to; i++) {
    if (list[i]!.word !== list[i - 1]!.word && list[i]!.box.x - right(list[i - 1]!.box) > BROKEN_GAP * height) return false;
  }
  return true;
}

/** The ink of some pieces alone, and the faint ink around them that is no one's. */
function cutOut(ink: Ink, labels: Int32Array, from: number, to: number, { x, y, width, height }: Box): Raster {
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0, at = (y + row) * ink.width + x; column < width; column++, at++) {
      const label = labels[at]!;
      if ((label > from && label <= to) || (label === 0 && ink.data[at]! < ink.soft)) data[row * width + column] = ink.data[at]!;
    }
  }
  return { width, height, data };
}

function shapeOf(list: readonly Piece[], from: number, to: number, box: Box, line: Line): Shape {
  let inside = -1;
  for (let i = from + 1; i < to; i++) inside = Math.max(inside, list[i]!.word === list[i - 1]!.word ? list[i]!.cut : 0);
  const [middle, half] = [line.box.y + line.box.height / 2, line.height / 2];
  return {
    width: box.width / line.height,
    height: box.height / line.height,
    top: (box.y - (middle - half)) / line.height,
    bottom: (middle + half - box.y - box.height) / line.height,
    cutLeft: list[from]!.cut,
    cutRight: list[to]?.cut ?? 0,
    inside,
    pieces: to - from,
    words: new Set(list.slice(from, to).map(({ word }) => word)).size,
  };
}
