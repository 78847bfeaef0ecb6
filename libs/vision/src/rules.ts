import { componentsOf, type Component } from './components';
import { around } from './digit';
import { framesIn } from './frame-around';
import { histogramOf, percentile } from './histogram';
import type { Raster } from './raster';
import { isLongEnough, isOfFrame, isOfSheet, isRule, mayBeRule } from './rule';
import type { Rule, Writing } from './rule';
import { acrossAt, straightLines } from './straight-lines';
import type { InkPixels } from './straight-lines';
import { strokeWidthOf } from './stroke-width';

/**
 * A rule that ends within the picture is seen from a side of it, no deeper than this share, along this share of the side when it stands
 * alone or joins another, and within a strip of twice this share of the depth: further aslant it is none.
 */
const SEEN = { depth: 0.3, alone: 0.7, joined: 0.5, strip: 0.06 };
/** What is left beside the rules is writing when its larger pieces have this share of the largest one's ink. */
const LARGE_SHARE = 0.15;
/** Writing is at least this high or wide, in shares of the picture's shorter side, and in pixels. */
const LEAST_WRITING = { share: 0.12, pixels: 4 };
/** A side seen badly: so long, so near to an edge and so little askew, in shares of the picture and of its length; its width in shares of the pen's. */
const THIN_SIDE = { run: 0.35, depth: 0.3, askew: 0.15, pen: 0.5 };
/** Rules are thin: a picture with ink on more than this share of its pixels has none worth the search. */
const MOST_INK = 0.4;
/** Patches no further than this from a rule, and half its thickness, are its own; in pixels. */
const REMAINS = 2;
/** Strokes have this share of the darkest ink, of which 2 % are left out. */
const DARK = { share: 0.5, of: 0.98 };

/**
 * Frames, ruled and squared lines among the ink (0 is none): long straight lines that go on beyond what is written; 1 at each of their
 * pixels, null without any. Strokes that cross one stay whole. Ink of at least `soft` counts. When nothing but them would be left, only a ruled
 * sheet counts.
 */
export function rulesIn(ink: Raster, soft: number): Uint8Array | null {
  if (!mayHaveRules(ink, soft)) return null;
  // A frame that nothing written touches is told by what it holds, however uneven its sides are.
  const frames = framesIn(ink, soft);
  if (frames === null) return linesIn(ink, soft);
  addEdges(frames, ink, soft);
  const lines = linesIn({ ...ink, data: besides(frames, ink) }, soft);
  return lines === null ? frames : frames.map((wiped, at) => wiped | lines[at]!);
}

/** The long straight lines among the ink, and what goes with them. */
function linesIn({ width, height, data }: Raster, soft: number): Uint8Array | null {
  const flat = pixelsOf(data, width, height, soft);
  if (flat.along.length > MOST_INK * data.length) return null;
  const upright: InkPixels = { ...flat, along: flat.across, across: flat.along, length: height, breadth: width };
  const lines = [
    ...straightLines(flat).map((line): Rule => ({ line, isFlat: true, length: width, breadth: height })),
    ...straightLines(upright).map((line): Rule => ({ line, isFlat: false, length: height, breadth: width })),
  ];
  const rules = lines.filter((rule) => mayBeRule(rule, lines));
  if (!rules.some((rule) => isLongEnough(rule, lines))) return null;
  const mask = { width, height, data: data.map((value) => (value >= soft ? 255 : 0)) };
  const wiped = (chosen: readonly Rule[]): Uint8Array => {
    const bare = [true, false].map((isFlat) => withoutAll(mask, chosen, isFlat));
    const out = new Uint8Array(mask.data.length);
    for (const rule of chosen) {
      const others = bare[rule.isFlat ? 1 : 0]!;
      forEachPixel(rule, width, (at, isCrossed) => isCrossed(others) || (out[at] = 1));
    }
    return out;
  };
  const all = wiped(rules);
  const writing = writingIn({ width, height, data: besides(all, mask) });
  const sure = rules.filter((rule) => isOfSheet(rule, rules) || (writing !== null && isRule(rule, rules, writing, width)));
  if (sure.length === 0) return null;
  const chosen = rules.filter((rule) => sure.includes(rule) || (writing !== null && isOfFrame(rule, sure, writing, width)));
  const found = chosen.length === rules.length ? all : wiped(chosen);
  addRemains(found, mask, chosen, writing);
  return found;
}

/**
 * A quick look that spares most drawings the search: rules run from one of the picture's edges to another, or one is the first ink
 * seen from a side, along much of it when it stands alone, or beside another across it.
 */
function mayHaveRules({ width, height, data }: Raster, soft: number): boolean {
  const near = Math.max(2, Math.round(0.025 * Math.min(width, height)));
  const [fromTop, fromBottom] = [new Int16Array(width).fill(height), new Int16Array(width).fill(height)];
  const [fromLeft, fromRight] = [new Int16Array(height).fill(width), new Int16Array(height).fill(width)];
  // One bit for each edge of the picture that has ink on it.
  let edges = 0;
  for (let y = 0; y < height; y++) {
    let [left, right] = [-1, -1];
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if (data[at]! < soft) continue;
      if (y < near) edges |= 1;
      else if (y >= height - near) edges |= 2;
      if (x < near) edges |= 4;
      else if (x >= width - near) edges |= 8;
      if (left < 0) left = x;
      right = x;
      if (fromTop[x] === height) fromTop[x] = y;
      fromBottom[x] = height - 1 - y;
    }
    if (left < 0) continue;
    fromLeft[y] = left;
    fromRight[y] = width - 1 - right;
  }
  if ((edges & (edges - 1)) !== 0) return true;
  const flat = Math.max(shareSeen(fromTop, height), shareSeen(fromBottom, height));
  const upright = Math.max(shareSeen(fromLeft, width), shareSeen(fromRight, width));
  return Math.max(flat, upright) >= SEEN.alone || Math.min(flat, upright) >= SEEN.joined;
}

/** The largest share of a side from which ink of one depth is the first that is seen; `depths`: where the first ink lies, of `depth` at most. */
function shareSeen(depths: Int16Array, depth: number): number {
  const strip = Math.max(1, SEEN.strip * depth);
  const counts = new Int16Array(Math.ceil((SEEN.depth * depth) / strip) + 1);
  for (const at of depths) if (at < SEEN.depth * depth) counts[Math.floor(at / strip)]!++;
  const most = counts.reduce((largest, count, i) => Math.max(largest, count + (counts[i + 1] ?? 0)), 0);
  return most / depths.length;
}

function pixelsOf(data: Uint8Array, width: number, height: number, soft: number): InkPixels {
  const counts = histogramOf(data);
  const count = counts.reduce((sum, times, value) => (value >= soft ? sum + times : sum), 0);
  const dark = DARK.share * percentile(counts, DARK.of, Math.ceil(soft));
  const [along, across, isDark] = [new Int16Array(count), new Int16Array(count), new Uint8Array(count)];
  for (let y = 0, at = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (data[at]! < soft) continue;
      along[to] = x;
      across[to] = y;
      isDark[to++] = data[at]! >= dark ? 1 : 0;
    }
  }
  return { along, across, isDark, length: width, breadth: height };
}

/**
 * Visits the pixels of a rule and of its soft edges. `isCrossed` tells, for the place along it, whether a mask has ink on both
 * sides of the rule there: a stroke runs through it.
 */
function forEachPixel(
  { line, isFlat, length, breadth }: Rule,
  width: number,
  visit: (at: number, isCrossed: (mask: Uint8Array) => boolean) => void,
): void {
  const place = (a: number, c: number): number => (isFlat ? c * width + a : a * width + c);
  // The ends too have a soft edge, and a corner where two rules meet belongs to both.
  const extra = line.before + line.after + 2;
  for (let a = Math.max(0, line.from - extra); a <= Math.min(length - 1, line.to + extra); a++) {
    const middle = acrossAt(line, a, length);
    const [low, high] = [middle - line.before - 1, middle + line.after + 1];
    const hasInk = (mask: Uint8Array, c: number): boolean => c >= 0 && c < breadth && mask[place(a, c)]! > 0;
    const isCrossed = (mask: Uint8Array): boolean => hasInk(mask, low - 1) && hasInk(mask, high + 1);
    for (let c = Math.max(0, low); c <= Math.min(breadth - 1, high); c++) visit(place(a, c), isCrossed);
  }
}

/** Adds to frames their soft edges: fainter ink beside them. */
function addEdges(frames: Uint8Array, { width, height, data }: Raster, soft: number): void {
  const edges: number[] = [];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (frames[at] === 1 || data[at]! >= soft) continue;
      const isBeside = (x > 0 && frames[at - 1] === 1) || (x < width - 1 && frames[at + 1] === 1);
      if (isBeside || frames[at - width] === 1 || frames[at + width] === 1) edges.push(at);
    }
  }
  for (const at of edges) frames[at] = 1;
}

/**
 * Adds to the found rules the patches of ink that lie along one and nowhere else, which are what is left of a rule that is bent or not evenly thick;
 * and beside writing the sides of a frame that were seen too badly to be lines.
 */
function addRemains(found: Uint8Array, mask: Raster, rules: readonly Rule[], writing: Writing | null): void {
  const { width, height } = mask;
  const isNear = new Uint8Array(found.length);
  for (const rule of rules) {
    const { before, after } = rule.line;
    const reach = REMAINS + ((before + after + 1) >> 1);
    forEachPixel({ ...rule, line: { ...rule.line, before: before + reach, after: after + reach } }, width, (at) => (isNear[at] = 1));
  }
  const { labels, components } = componentsOf(besides(found, mask), width, height, 1, 1);
  const isAside = new Uint8Array(components.length + 1);
  labels.forEach((label, at) => isNear[at] === 0 && (isAside[label] = 1));
  const pen = writing && strokeWidthOf({ width, height, data: writing.mask.map((value) => 255 * value) }, writing.box);
  const isSide = (component: Component): boolean => pen !== null && isThinSide(component, mask, pen);
  const isWiped = Uint8Array.from([0, ...components.map((component, i) => (isAside[i + 1] === 0 || isSide(component) ? 1 : 0))]);
  labels.forEach((label, at) => isWiped[label] === 1 && (found[at] = 1));
}

/** Is a patch the side of a frame: along an edge, straight, long and far thinner than the strokes of a `pen` (pixels)? */
function isThinSide({ box, area }: Component, { width, height }: Raster, pen: number): boolean {
  const isFlat = box.width > box.height;
  const [run, across] = isFlat ? [box.width, box.height] : [box.height, box.width];
  const [start, length, breadth] = isFlat ? [box.y, width, height] : [box.x, height, width];
  const depth = Math.min(start + across, breadth - start) / breadth;
  const isThin = area <= THIN_SIDE.pen * pen * run && across <= THIN_SIDE.askew * run;
  return isThin && run >= THIN_SIDE.run * length && depth <= THIN_SIDE.depth;
}

/** The mask without the found rules. */
const besides = (found: Uint8Array, { data }: Raster): Uint8Array => data.map((value, at) => (found[at] === 1 ? 0 : value));

/** The mask without any pixel of the rules of one direction. */
function withoutAll({ width, data }: Raster, rules: readonly Rule[], isFlat: boolean): Uint8Array {
  const out = new Uint8Array(data);
  for (const rule of rules) if (rule.isFlat === isFlat) forEachPixel(rule, width, (at) => (out[at] = 0));
  return out;
}

/** The larger pieces of what is left beside the rules; null when it is next to nothing. */
function writingIn({ width, height, data }: Raster): Writing | null {
  const { labels, components } = componentsOf(data, width, height, 1, 1);
  const most = components.reduce((area, component) => Math.max(area, component.area), 0);
  if (most === 0) return null;
  const isLarge = Uint8Array.from([0, ...components.map(({ area }) => (area >= LARGE_SHARE * most ? 1 : 0))]);
  const boxes = components.filter((_, index) => isLarge[index + 1] === 1).map((component) => component.box);
  const least = Math.max(LEAST_WRITING.pixels, LEAST_WRITING.share * Math.min(width, height));
  // Together they may be long and still be no more than the frayed edge of a rule.
  if (boxes.every((box) => Math.max(box.width, box.height) < least)) return null;
  return { box: boxes.reduce(around), mask: Uint8Array.from(labels, (label) => isLarge[label]!) };
}
