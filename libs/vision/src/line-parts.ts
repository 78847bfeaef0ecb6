import type { Candidate, CandidateLine, Shape } from './line-candidates';
import { wholeOf } from './digit';
import { glyphOf } from './find-glyphs';
import { strongBox } from './isolate';
import type { LineInk } from './line-image';
import type { Box, Raster } from './raster';
import { cheapestSeam, type Seam } from './seams';
import { strokeWidthOf } from './stroke-width';

/** A stretch of a line that may be one digit, in columns of its ink. */
export interface Part {
  readonly left: number;
  readonly right: number;
}

/** An end of a part this near a cut (in heights of the line's digits) is that cut. */
const SAME_CUT = 0.07;
/** A cut may go this far to the side of where it was asked for. */
const REACH = 0.1;
/** Parts beyond these are not looked at: a line of text is not endless. */
const MOST_PARTS = 256;

/**
 * The line with further candidates: `parts`, from left to right, that someone who saw the whole line takes for digits. Where they end the line is cut, once
 * more unless it is cut there already; candidates that were there stay. Lines without ink to cut come back as they are.
 */
export function withParts(line: CandidateLine, parts: readonly Part[]): CandidateLine {
  const { ink } = line;
  if (ink === undefined) return line;
  const { cuts, digits } = ink;
  const isNear = (x: number, cut: number): boolean => Math.abs(x - cut) <= SAME_CUT * digits.height;
  const wanted = parts.slice(0, MOST_PARTS).flatMap(({ left, right }) => [left, right]);
  const added = wanted.filter((x) => x > cuts[0]! && x < cuts.at(-1)! && !cuts.some((cut) => isNear(x, cut)));
  const all = added.reduce<number[]>(
    (kept, x) => (kept.some((cut) => isNear(x, cut)) ? kept : [...kept, x].sort((a, b) => a - b)),
    [...cuts],
  );
  const nearest = (x: number): number => all.reduce((best, cut, i) => (Math.abs(cut - x) < Math.abs(all[best]! - x) ? i : best), 0);
  // Where cuts lie on one another, the first of those there now is the first of those before.
  const moved = cuts.map((cut, i) => all.indexOf(cut) + i - cuts.indexOf(cut));
  const candidates = line.candidates.map((candidate) => ({ ...candidate, from: moved[candidate.from]!, to: moved[candidate.to]! }));
  const strokeWidth = strokeWidthOf(ink.raster, wholeOf(ink.raster));
  for (const { left, right } of parts.slice(0, MOST_PARTS)) {
    const [from, to] = [nearest(left), nearest(right)];
    if (to <= from || candidates.some((known) => known.from === from && known.to === to)) continue;
    const ends = { left: from === 0 ? null : all[from]!, right: to === all.length - 1 ? null : all[to]! };
    const found = cutOut(ink, ends, strokeWidth);
    if (found !== null) candidates.push({ ...found, glyph: { ...found.glyph, row: line.candidates[0]!.glyph.row }, from, to });
  }
  return {
    ...line,
    pieces: all.length - 1,
    candidates,
    ink: { ...ink, cuts: all },
    ...(line.separators && { separators: line.separators.map((each) => ({ ...each, piecesBefore: moved[each.piecesBefore]! })) }),
  };
}

/** The ink between two cuts, each the cheapest way from top to bottom near its column, null the line's end; null when there is no ink. */
function cutOut(
  { raster, digits, toPicture }: LineInk,
  ends: { readonly left: number | null; readonly right: number | null },
  strokeWidth: number,
): Pick<Candidate, 'glyph' | 'shape'> | null {
  const seamAt = (x: number | null): Seam | null => {
    if (x === null) return null;
    const reach = Math.max(1, Math.round(REACH * digits.height));
    const clamp = (column: number): number => Math.max(0, Math.min(raster.width - 1, Math.round(column)));
    return cheapestSeam(raster, clamp(x - reach), clamp(x + reach), strokeWidth);
  };
  const [left, right] = [seamAt(ends.left), seamAt(ends.right)];
  const data = new Uint8Array(raster.data.length);
  for (let y = 0; y < raster.height; y++) {
    const [first, last] = [left?.columns[y] ?? 0, right?.columns[y] ?? raster.width];
    for (let x = first; x < last; x++) data[y * raster.width + x] = raster.data[y * raster.width + x]!;
  }
  const alone: Raster = { ...raster, data };
  const box = strongBox(alone, wholeOf(raster));
  if (box.width <= 0 || box.height <= 0) return null;
  const glyph = { pixels: glyphOf(alone, box, strokeWidthOf(alone, box)), box: toPicture(box), row: 0 };
  return { glyph, shape: shapeOf(box, digits, left?.cost ?? 0, right?.cost ?? 0) };
}

function shapeOf(box: Box, { top, height }: LineInk['digits'], cutLeft: number, cutRight: number): Shape {
  return {
    width: box.width / height,
    height: box.height / height,
    top: (box.y - top) / height,
    bottom: (top + height - box.y - box.height) / height,
    ...{ cutLeft, cutRight, inside: -1, pieces: 1, words: 1 },
  };
}
