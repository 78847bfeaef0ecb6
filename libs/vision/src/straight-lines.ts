/** Pixels of ink by where they lie along and across the direction that lines are looked for in. */
export interface InkPixels {
  readonly along: Int16Array;
  readonly across: Int16Array;
  /** 1 for each that is as dark as strokes are, 0 for fainter ones. */
  readonly isDark: Uint8Array;
  /** Size of the picture in that direction and across it. */
  readonly length: number;
  readonly breadth: number;
}

/** A straight band of ink. At `a` along it covers `middle + slope * (a - length / 2) - before` to `... + after` across, both included. */
interface Band {
  readonly slope: number;
  readonly middle: number;
  readonly before: number;
  readonly after: number;
}

/** A straight line of ink. */
export interface StraightLine extends Band {
  /** First and last pixel along it. */
  readonly from: number;
  readonly to: number;
}

/** A line covers at least this share of the picture's length; shorter ones may be a digit's stroke. */
const LEAST_LENGTH = 0.5;
/** Steepest line looked for: a camera held by hand. In a wide picture, one that sinks by no more than half its height. */
const STEEPEST = 0.2;
/** Slopes are this many pixels apart at the ends of a line. */
const STEP = 1.5;
/** Lines next to the darkest row of one are part of it while they have this share of its ink. */
const BAND = 0.6;
/** A line is at most this thick, in pixels or as a share of the picture's shorter side. */
const THICKEST = { pixels: 3, share: 0.09 };
/** A break longer than this many pixels, or this share of the length, ends a line; what is left has this much ink along it. */
const BREAK = { pixels: 3, share: 0.04 };
const SOLID = 0.8;
/** A line at least so thick is filled to this share beside what is dark in it: otherwise that is a stroke, and beside it the paper's pattern. */
const FILLED = { thickness: 3, share: 0.3 };
/** More lines than this, and it is a texture. */
const MOST = 40;
/** Of more pixels than this only those at some places along are counted: a large picture may be full of ink. */
const MOST_COUNTED = 120_000;
/** So many bands are looked at for them, each of which costs as much as several slopes, and so many peaks, the fullest. */
const MOST_TRIED = 64;
const MOST_PEAKS = 20_000;

/** Where a line's middle lies across, at `a` along. */
export const acrossAt = ({ slope, middle }: Pick<StraightLine, 'slope' | 'middle'>, a: number, length: number): number =>
  Math.round(middle + slope * (a - length / 2));

/**
 * Straight lines of ink through most of the picture, the longest first: a Hough transform (P. Hough, 1962) over a few slopes, in which
 * every column of the picture counts once.
 */
export function straightLines(ink: InkPixels): StraightLine[] {
  const { along, length, breadth } = ink;
  const least = Math.max(6, LEAST_LENGTH * length);
  if (along.length < least || placesInked(ink) < least) return [];
  const steepest = Math.min(STEEPEST, (0.5 * breadth) / length);
  const steps = Math.ceil((steepest * length) / STEP);
  const counts = new Uint16Array(breadth * 2);
  const every = Math.ceil(along.length / MOST_COUNTED);
  const counted = every === 1 ? ink : thinned(ink, every);
  const peaks: Peak[] = [];
  for (let step = -steps; step <= steps; step++) {
    const slope = steps === 0 ? 0 : (step * steepest) / steps;
    countAlong(counts, counted, slope);
    for (let at = 1; at < counts.length - 1; at++) {
      const count = counts[at]!;
      if (every * count >= least && count >= counts[at - 1]! && count > counts[at + 1]!) peaks.push({ slope, at, count });
    }
  }
  peaks.sort((a, b) => b.count - a.count);
  const found: StraightLine[] = [];
  // What was found to be too thick or broken is not looked at again through each of the many lines that it holds.
  const tried: Band[] = [];
  for (const peak of peaks.slice(0, MOST_PEAKS)) {
    const { slope, at } = peak;
    if (found.length >= MOST || tried.length >= MOST_TRIED) break;
    const middle = at - (breadth >> 1);
    const apart = (band: Band, a: number): number =>
      Math.abs(acrossAt(band, a, length) - (middle + slope * (a - length / 2))) - band.before - band.after;
    if (tried.some((band) => apart(band, 0) <= 2 && apart(band, length / 2) <= 1 && apart(band, length) <= 2)) continue;
    if (found.some((line) => apart(line, 0) <= 2 || apart(line, length / 2) <= 1 || apart(line, length) <= 2)) continue;
    const band = straightened(counted, counts, peak);
    tried.push(band);
    const line = lineAt(ink, band);
    if (line !== null) found.push(line);
  }
  return found;
}

/** The ink at one of `every` places along. */
function thinned({ along, across, isDark, ...size }: InkPixels, every: number): InkPixels {
  const isKept = (_: number, i: number): boolean => along[i]! % every === 0;
  return { along: along.filter(isKept), across: across.filter(isKept), isDark: isDark.filter(isKept), ...size };
}

/** At how many places along there is any ink: no line has more. */
function placesInked({ along, length }: InkPixels): number {
  const isInked = new Uint8Array(length);
  for (const a of along) isInked[a] = 1;
  return isInked.reduce((sum, inked) => sum + inked, 0);
}

/** How much ink lies on each line of a slope, by where the line crosses the middle, `breadth / 2` added. */
function countAlong(counts: Uint16Array, { along, across, length, breadth }: InkPixels, slope: number): void {
  counts.fill(0);
  const shift = new Int32Array(length);
  for (let a = 0; a < length; a++) shift[a] = Math.round(-slope * (a - length / 2)) + (breadth >> 1);
  const last = counts.length;
  for (let i = 0; i < along.length; i++) {
    const at = across[i]! + shift[along[i]!]!;
    if (at >= 0 && at < last) counts[at]!++;
  }
}

/** A line of a slope, by where it crosses the middle (`breadth / 2` added), and how much ink lies on it. */
interface Peak {
  readonly slope: number;
  readonly at: number;
  readonly count: number;
}

/**
 * Slopes are tried in steps, and a thick line holds many thinner ones of other slopes, all as full: the line through the middle of its ink. A straight
 * line is fitted to the pixels of the band around the peak and the fullest row along it taken, twice, unless that is less full.
 */
function straightened(ink: InkPixels, counts: Uint16Array, peak: Peak): Band {
  let best = peak;
  countAlong(counts, ink, best.slope);
  for (let round = 0; round < 2; round++) {
    const [before, after] = bandAt(counts, best);
    const slope = best.slope + slopeWithin(ink, best, before + 1, after + 1);
    countAlong(counts, ink, slope);
    let at = best.at;
    for (let near = at - before - 1; near <= best.at + after + 1; near++) if ((counts[near] ?? 0) > (counts[at] ?? 0)) at = near;
    const count = counts[at] ?? 0;
    if (count < best.count) {
      countAlong(counts, ink, best.slope);
      break;
    }
    best = { slope, at, count };
  }
  const [before, after] = bandAt(counts, best);
  return { slope: best.slope, middle: best.at - (ink.breadth >> 1), before, after };
}

/** By how much the ink around a line rises more than the line, by least squares. */
function slopeWithin({ along, across, length, breadth }: InkPixels, { slope, at }: Peak, before: number, after: number): number {
  const middle = at - (breadth >> 1);
  let [n, sumA, sumC, sumAA, sumAC] = [0, 0, 0, 0, 0];
  for (let i = 0; i < along.length; i++) {
    const a = along[i]! - length / 2;
    const c = across[i]! - slope * a - middle;
    if (c < -before || c > after) continue;
    n++;
    sumA += a;
    sumC += c;
    sumAA += a * a;
    sumAC += a * c;
  }
  const spread = n * sumAA - sumA * sumA;
  return spread === 0 ? 0 : (n * sumAC - sumA * sumC) / spread;
}

/** How many rows before and after a peak are part of the line. */
function bandAt(counts: Uint16Array, { at, count }: Peak): [before: number, after: number] {
  let [before, after] = [0, 0];
  while ((counts[at - before - 1] ?? 0) >= BAND * count) before++;
  while ((counts[at + after + 1] ?? 0) >= BAND * count) after++;
  return [before, after];
}

/** The line of a band; null when it is too thick, has breaks, or is a stroke that a pattern prolongs. */
function lineAt(ink: InkPixels, band: Band): StraightLine | null {
  const { along, length, breadth } = ink;
  const { before, after } = band;
  if (before + after + 1 > Math.max(THICKEST.pixels, THICKEST.share * Math.min(length, breadth))) return null;
  const isInked = new Uint8Array(length);
  for (let i = 0; i < along.length; i++) {
    const away = awayFrom(band, ink, i);
    // A pixel aside is still on it: slopes are tried in steps.
    if (away >= -before - 1 && away <= after + 1) isInked[along[i]!] = 1;
  }
  const [from, to, inked] = longestRun(isInked, Math.max(BREAK.pixels, BREAK.share * length));
  const run = to - from + 1;
  if (run < LEAST_LENGTH * length || inked < SOLID * run) return null;
  const line = { ...band, from, to };
  return before + after + 1 < FILLED.thickness || filledShare(ink, line) >= FILLED.share ? line : null;
}

/** Of the places along a line where nothing in it is dark, how much of its thickness has ink; 1 without such places. */
function filledShare(ink: InkPixels, line: StraightLine): number {
  const { along, isDark, length } = ink;
  const [inked, isCrossed] = [new Uint16Array(length), new Uint8Array(length)];
  for (let i = 0; i < along.length; i++) {
    const away = awayFrom(line, ink, i);
    if (away < -line.before || away > line.after) continue;
    inked[along[i]!]!++;
    if (isDark[i] === 1) isCrossed[along[i]!] = 1;
  }
  let [places, filled] = [0, 0];
  for (let a = line.from; a <= line.to; a++) {
    if (isCrossed[a] === 1) continue;
    places++;
    filled += inked[a]!;
  }
  return places === 0 ? 1 : filled / (places * (line.before + line.after + 1));
}

/** How far across a pixel of ink lies from the middle of a band. */
const awayFrom = ({ slope, middle }: Band, { along, across, length }: InkPixels, i: number): number =>
  Math.round(across[i]! - slope * (along[i]! - length / 2)) - middle;

/** First and last place of the longest run that has no break longer than `longest`, and how many places in it are inked. */
function longestRun(isInked: Uint8Array, longest: number): [from: number, to: number, inked: number] {
  let best: [number, number, number] = [0, -1, 0];
  let [from, last, inked] = [-1, -1, 0];
  for (let a = 0; a < isInked.length; a++) {
    if (isInked[a] === 0) continue;
    if (from < 0 || a - last > longest) [from, inked] = [a, 0];
    last = a;
    inked++;
    if (last - from > best[1] - best[0]) best = [from, last, inked];
  }
  return best;
}
