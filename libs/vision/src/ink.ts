import type { Clean } from './denoise';
import { histogramOf, percentile } from './histogram';
import { wipeEdgeRemains } from './edge-remains';
import { FRAMED_SIDE } from './paper';
import type { Paper } from './paper';
import type { Box, Raster } from './raster';
import { wipePattern } from './pattern';
import { crop } from './resample';
import { rulesIn } from './rules';

/** How much ink is on each pixel of the paper's area: 0 none, 255 as much as the strokes have. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** Ink of at least this much may belong to a stroke's soft edge. */
  readonly soft: number;
  /** Whether a pattern of the paper was wiped from it. */
  readonly hasPattern: boolean;
}

/** Ink of at least this much (of 255) is the body of a stroke. */
export const STRONG = 128;
/** Strokes lighter than this many grey levels against the paper are not told from its texture. */
const MIN_CONTRAST = 14;
/** Ink this many deviations above the paper is not grain. */
const CLEAR_OF_GRAIN = 3;

/** Ink fainter than this share of the darkest is no rule that could be in the way. */
const RULE_SHARE = 0.2;

/** Grey levels from the paper, on the ink's side of it, at each pixel of the paper's area; and how often each occurs. */
interface Differences {
  readonly data: Uint8Array;
  readonly counts: Uint32Array;
}

/** On paper of one level every pixel of a grey value is alike, so the values are judged, not the pixels. */
function fromLevel(raster: Raster, area: Box, level: number, floor: number): Differences {
  const { data } = crop(raster, area);
  const values = histogramOf(data);
  let [dark, light] = [0, 0];
  for (let value = 0; value < 256; value++) {
    const difference = level - value;
    if (difference > floor) dark += values[value]! * difference;
    else if (-difference > floor) light -= values[value]! * difference;
  }
  const sign = dark >= light ? 1 : -1;
  const ink = new Uint8Array(256);
  const counts = new Uint32Array(256);
  for (let value = 0; value < 256; value++) {
    ink[value] = Math.max(0, sign * (level - value));
    counts[ink[value]!]! += values[value]!;
  }
  for (let at = 0; at < data.length; at++) data[at] = ink[data[at]!]!;
  return { data, counts };
}

/** In uneven light dark ink is measured as a share of the paper's own level: half the light halves the ink's contrast too. */
function fromSurface(raster: Raster, area: Box, level: Uint8Array, floor: number): Differences {
  let [dark, light] = [0, 0];
  forEachRow(raster, area, (from, end) => {
    for (let at = from; at < end; at++) {
      const difference = level[at]! - raster.data[at]!;
      if (difference > floor) dark += difference;
      else if (-difference > floor) light -= difference;
    }
  });
  const isInkDark = dark >= light;
  const data = new Uint8Array(area.width * area.height);
  let to = 0;
  forEachRow(raster, area, (from, end) => {
    for (let at = from; at < end; at++, to++) {
      const [value, paper] = [raster.data[at]!, level[at]!];
      const difference = !isInkDark ? value - paper : paper === 0 ? -value : Math.trunc(((paper - value) * 255) / paper);
      if (difference > 0) data[to] = difference;
    }
  });
  return { data, counts: histogramOf(data) };
}

function forEachRow({ width }: Raster, area: Box, visit: (from: number, end: number) => void): void {
  for (let y = area.y; y < area.y + area.height; y++) visit(y * width + area.x, y * width + area.x + area.width);
}

/** Differences from the paper below this many grey levels are its texture or its grain. */
const floorOf = (sigma: number): number => Math.max(MIN_CONTRAST / 2, CLEAR_OF_GRAIN * sigma);

const differencesIn = (raster: Raster, area: Box, level: Paper['level'], floor: number): Differences =>
  typeof level === 'number' ? fromLevel(raster, area, level, floor) : fromSurface(raster, area, level, floor);

/** Wipes rules from the ink, in place, and what is left of them at the edges. Tells whether anything was wiped. */
function wipeLines({ data, counts }: Differences, { area, level }: Paper, { sigma, grainy }: Clean): boolean {
  const { width, height } = area;
  if (Math.min(width, height) < FRAMED_SIDE) return false;
  const wipeSeen = (seen: Differences, floor: number): boolean => {
    const least = Math.max(1, floor, RULE_SHARE * percentile(seen.counts, 0.98, Math.ceil(floor)));
    const rules = rulesIn({ width, height, data: seen.data }, least);
    for (let at = 0; rules && at < data.length; at++) if (rules[at] === 1) data[at] = 0;
    return rules !== null;
  };
  let isWiped = false;
  // A filter for grain breaks thin rules up, so they are sought before it; in coarse grain they are seen only after it.
  if (grainy) isWiped = wipeSeen(differencesIn(grainy.raster, area, level, floorOf(grainy.sigma)), floorOf(grainy.sigma));
  isWiped = wipeSeen({ data, counts }, floorOf(sigma)) || isWiped;
  return wipeEdgeRemains({ width, height, data }, Math.max(1, floorOf(sigma))) || isWiped;
}

/**
 * Separates ink from paper, of either polarity, and stretches it to the full range; null when there is none to speak of. `isPatterned`: a part of
 * a picture whose paper has a pattern.
 */
export function inkOf(clean: Clean, paper: Paper, isPatterned = false): Ink | null {
  const { area, level, doubt } = paper;
  const { width, height } = area;
  const floor = floorOf(clean.sigma);
  const seen = differencesIn(clean.raster, area, level, floor);
  const { data } = seen;
  const hasPattern = wipePattern({ width, height, data }, Math.max(1, floor), isPatterned);
  const found = hasPattern ? { data, counts: histogramOf(data) } : seen;
  const hasLines = wipeLines(found, paper, clean);
  // Counted again: rules may be darker, or fainter, than what is written.
  const counts = hasLines ? histogramOf(data) : found.counts;
  const peak = percentile(counts, 0.98, Math.ceil(floor));
  // The level of full ink: the body of the strokes, not their edges and not a few stray blacks.
  const full = percentile(counts, 0.9, Math.max(1, Math.ceil(peak / 2)));
  if (full < Math.max(MIN_CONTRAST, CLEAR_OF_GRAIN * clean.sigma, doubt)) return null;
  const cut = Math.floor(CLEAR_OF_GRAIN * clean.sigma);
  const stretched = new Uint8Array(256);
  for (let value = cut + 1; value < 256; value++) stretched[value] = Math.min(255, Math.round((value * 255) / full));
  for (let at = 0; at < data.length; at++) data[at] = stretched[data[at]!]!;
  return { width, height, data, hasPattern, soft: Math.max(40, Math.round((255 * floor) / full)) };
}
