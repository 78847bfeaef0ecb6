import { around, right, wholeOf } from './digit';
import { glyphOf } from './find-glyphs';
import type { Ink } from './ink';
import { isDigitLike, strongBox } from './isolate';
import { lineInkOf } from './line-image';
import type { LineInk } from './line-image';
import type { Line } from './lines';
import type { Observation } from './observe';
import type { Piece, Pieces } from './pieces';
import type { Box, Glyph, Raster } from './raster';
import { separatorsOf } from './separators';
import type { Separator } from './separators';
import { strokeWidthOf } from './stroke-width';

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
  /** The dearest cut within it that was not made, in stroke widths; -1 where there is none. */
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

/** A digit is at most this wide, and one of several patches this wide, in line heights. */
const WIDEST = 1.5;
const WIDEST_BROKEN = 1.15;
/** Patches further apart than this are not one digit. */
const BROKEN_GAP = 0.2;

/** The candidates of a line; null when no part of it could be a digit. */
export function lineCandidates(seen: Observation, pieces: Pieces, line: Line, row: number): CandidateLine | null {
  const { list } = pieces;
  const candidates: Candidate[] = [];
  let isAnyDigitLike = false;
  for (const { from, to, box, isWord } of spansOf(list, line.height)) {
    if (!isWord && !mayBeDigit(list, from, to, box, line.height)) continue;
    const ink = cutOut(seen.ink, pieces.labels, from, to, box);
    const whole = wholeOf(ink);
    const strong = strongBox(ink, whole);
    const isFaint = strong.width <= 0 || strong.height <= 0;
    if (isFaint && !isWord) continue;
    const tight = isFaint ? whole : strong;
    const strokeWidth = strokeWidthOf(ink, tight);
    isAnyDigitLike ||= isDigitLike({ ...seen.ink, ...ink }, tight, strokeWidth);
    const inInk = { ...tight, x: tight.x + box.x, y: tight.y + box.y };
    const glyph = { pixels: glyphOf(ink, tight, strokeWidth), box: seen.toPicture(inInk), row };
    candidates.push({ from, to, glyph, shape: shapeOf(list, from, to, box, line) });
  }
  if (!isAnyDigitLike) return null;
  const separators = separatorsOf(line, list, row, (box) => seen.toPicture(box));
  return { pieces: list.length, candidates, separators, ink: lineInkOf(seen, pieces, line) };
}

/** Pieces `from` to `to` (excluded) and the box around them; `isWord`: they are a whole word, without which there is no way through the line. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly box: Box;
  readonly isWord: boolean;
}

/** Runs of pieces that are no wider than a digit, and each word as a whole. */
function* spansOf(list: readonly Piece[], height: number): Generator<Span> {
  for (let from = 0; from < list.length; from++) {
    const { word, box: first } = list[from]!;
    const isStart = list[from - 1]?.word !== word;
    let box = first;
    for (let to = from + 1; to <= list.length; to++) {
      const last = list[to - 1]!;
      box = around(box, last.box);
      const isWide = box.width > WIDEST * height;
      if (isWide && !(isStart && last.word === word)) break;
      const isWord = isStart && last.word === word && list[to]?.word !== word;
      if (isWord || !isWide) yield { from, to, box, isWord };
    }
  }
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
