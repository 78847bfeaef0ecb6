import { right, wholeOf } from './digit';
import { STRONG } from './ink';
import type { Ink } from './ink';
import { strongBox } from './isolate';
import type { Line } from './lines';
import type { Observation } from './observe';
import type { Piece, Pieces } from './pieces';
import type { Box, Raster } from './raster';
import { enlarge, shrink } from './resample';

/** The ink of one line of text, without its neighbours, frames, rules and separators. */
export interface LineInk {
  /** Ink bright on 0. */
  readonly raster: Raster;
  /** Pixels that the line sinks for each pixel to the right; negative when it climbs. */
  readonly slope: number;
  /** Where the line's pieces meet, in columns of the raster: pieces + 1 of them, never falling; a piece that leans over the next is cut half way. */
  readonly cuts: readonly number[];
  /** The row where the line's digits begin, and their height, in pixels of the raster. */
  readonly digits: { readonly top: number; readonly height: number };
  /** A box of the raster's pixels in the pixels of the picture. */
  toPicture(box: Box): Box;
}

/** A line of text as a picture of a wanted height. */
export interface LineImage {
  /** Ink bright on 0, level. */
  readonly raster: Raster;
  /** The line's cuts in columns of this image. */
  readonly cuts: readonly number[];
  /** A box of the image's pixels in the pixels of the picture. */
  toPicture(box: Box): Box;
}

/** A line steeper than this is no line of text; what looks like it are two digits of very different size. */
const STEEPEST = 0.3;
/** Pixels that a stroke's soft edge reaches beyond its body. */
const EDGE = 1;
/** Paper around the ink, in shares of the image's height. */
const MARGIN = 0.08;
/** Longest line image in its heights: what is longer is squeezed, so that no picture asks for unbounded work. */
const LONGEST = 256;

/** Takes the ink of a line's pieces out of what was seen. */
export function lineInkOf({ ink, toPicture }: Observation, { labels, list }: Pieces, line: Line): LineInk {
  const margin = Math.max(1, Math.round(0.05 * line.height));
  const boxes = line.words.flatMap(({ body, bits }) => [body.box, ...bits.map(({ box }) => box)]);
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - margin);
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - margin);
  const right = Math.min(ink.width, Math.max(...boxes.map(({ x, width }) => x + width)) + margin);
  const bottom = Math.min(ink.height, Math.max(...boxes.map(({ y, height }) => y + height)) + margin);
  const area = { x: left, y: top, width: right - left, height: bottom - top };
  return {
    raster: inkWithin(ink, labels, area),
    slope: slopeOf(line),
    cuts: cutsOf(list).map((x) => x - area.x),
    digits: { top: line.box.y + (line.box.height - line.height) / 2 - area.y, height: line.height },
    toPicture: (box) => toPicture({ ...box, x: box.x + area.x, y: box.y + area.y }),
  };
}

function cutsOf(pieces: readonly Piece[]): number[] {
  let furthest = -Infinity;
  return Array.from({ length: pieces.length + 1 }, (_, i) => {
    const [before, after] = [pieces[i - 1]?.box, pieces[i]?.box];
    const x = before === undefined ? after!.x : after === undefined ? right(before) : (right(before) + after.x) / 2;
    return (furthest = Math.max(furthest, x));
  });
}

/** The labelled ink of an area, and the faint ink around it that is no one's. */
function inkWithin({ data, width, soft }: Ink, labels: Int32Array, area: Box): Raster {
  const out = new Uint8Array(area.width * area.height);
  for (let y = 0, to = 0; y < area.height; y++) {
    for (let x = 0, at = (area.y + y) * width + area.x; x < area.width; x++, at++, to++) {
      if (labels[at] !== 0 || data[at]! < soft) out[to] = data[at]!;
    }
  }
  return { width: area.width, height: area.height, data: out };
}

/** Slope of the straight line through the middles of a line's words (least squares); 0 for a single word. */
function slopeOf({ words }: Line): number {
  const points = words.map(({ body: { box } }) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
  const mean = (of: 'x' | 'y'): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [mx, my] = [mean('x'), mean('y')];
  const spread = points.reduce((sum, { x }) => sum + (x - mx) ** 2, 0);
  if (points.length < 3 || spread === 0) return 0;
  const slope = points.reduce((sum, { x, y }) => sum + (x - mx) * (y - my), 0) / spread;
  return Math.abs(slope) > STEEPEST ? 0 : slope;
}

/** The ink moved up and down column by column until the line is level; `shift` is by how much its left end was lowered. */
function levelled({ raster, slope }: LineInk): { raster: Raster; shift: (x: number) => number } {
  const { width, height, data } = raster;
  if (slope === 0) return { raster, shift: () => 0 };
  const reach = Math.ceil((Math.abs(slope) * width) / 2);
  const shift = (x: number): number => reach - slope * (x - width / 2);
  const out = new Uint8Array(width * (height + 2 * reach));
  for (let x = 0; x < width; x++) {
    const down = shift(x);
    const whole = Math.floor(down);
    const part = down - whole;
    for (let y = 0; y < height + 2 * reach; y++) {
      const from = y - whole;
      const here = from >= 0 && from < height ? data[from * width + x]! : 0;
      const above = from >= 1 && from <= height ? data[(from - 1) * width + x]! : 0;
      out[y * width + x] = Math.round(here * (1 - part) + above * part);
    }
  }
  return { raster: { width, height: height + 2 * reach, data: out }, shift };
}

/**
 * A line as a level grey picture of `height` pixels, ink bright, its width by its aspect (at most 256 heights). An empty line gives a
 * picture of nothing, `height` x `height`.
 */
export function lineImage(line: LineInk, height: number): LineImage {
  const { raster: level, shift } = levelled(line);
  const whole = wholeOf(level);
  const isEmpty = !level.data.some((value) => value >= STRONG);
  const box = isEmpty ? whole : strongBox(level, whole, EDGE);
  const margin = Math.max(1, Math.round(MARGIN * height));
  const inside = Math.max(1, height - 2 * margin);
  const width = isEmpty ? inside : Math.max(1, Math.min(LONGEST * height, Math.round((box.width * inside) / box.height)));
  const outer = width + 2 * margin;
  const data = new Uint8Array(outer * height);
  if (!isEmpty) {
    const scaled = (box.height > inside ? shrink : enlarge)(level, box, width, inside);
    for (let y = 0; y < inside; y++) for (let x = 0; x < width; x++) data[(y + margin) * outer + x + margin] = scaled[y * width + x]!;
  }
  const [stepX, stepY] = [box.width / width, box.height / inside];
  const toPicture = (part: Box): Box => {
    const x = box.x + (part.x - margin) * stepX;
    const w = part.width * stepX;
    const y = box.y + (part.y - margin) * stepY - shift(x + w / 2);
    return line.toPicture(within({ x, y, width: w, height: part.height * stepY }, line.raster));
  };
  const cuts = line.cuts.map((x) => (x - box.x) / stepX + margin);
  return { raster: { width: outer, height, data }, cuts, toPicture };
}

/** The box in whole pixels of the raster. */
function within({ x, y, width, height }: Box, raster: Raster): Box {
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, Math.round(value)));
  const [left, top] = [clamp(x, raster.width - 1), clamp(y, raster.height - 1)];
  const [right, bottom] = [clamp(x + width, raster.width), clamp(y + height, raster.height)];
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
