import { canvasAmong } from './canvas';
import { isCrossed } from './crossing';
import { wholeOf } from './digit';
import { percentile } from './histogram';
import { localPaper } from './local-paper';
import { dilate, erode } from './morphology';
import type { Box, Raster } from './raster';
import { SMALL_SIDE, polarityOf } from './polarity';
import { boxAround, maskOf, regionsOf } from './regions';
import type { Region } from './regions';
import { crop, reduce } from './resample';
import { spread } from './spread';
import { paperSurface } from './surface';

/** What the ink lies on. */
export interface Paper {
  /** The part of the raster that is paper or ink on it; what is outside (a window's chrome, a frame) is neither. */
  readonly area: Box;
  /** Grey level of the paper at each pixel of the raster, or one level for all of it when the light is even. */
  readonly level: Uint8Array | number;
  /** What differs from the level by less than this many grey levels may be the light, not ink. */
  readonly doubt: number;
}

/** Side that the paper is looked for at: strokes are still apart, and it costs next to nothing. */
const SIDE = 80;
/** What touching the border counts beside covering the area. More, and a frame is taken for paper; less, and a bold digit is. */
const BORDER_WEIGHT = 0.4;
/** Regions whose mean levels differ by less than this share of the contrast are one paper, cut apart by strokes. */
const SAME_PAPER = 0.15;
/** Paper whose levels spread over more than this many grey levels lies in uneven light. */
const EVEN_SPREAD = 16;
/** Shares of the paper, the darkest and the lightest, that do not count then: the soft edges of strokes are more of a small picture. */
const TAIL = { large: 0.05, small: 0.2 };
/** Pixels within this share of the contrast from the surface of the light are paper. */
const SURFACE_REACH = 0.1;
/** Light of which a smooth surface follows less than this share of the paper has the edge of a shadow in it. */
const FIT = 0.97;
/** How many of the largest regions are tried as paper. */
const SEEDS = 8;
/**
 * `least`, `share`: what is wider than twice this, in pixels or of the shorter side, is no stroke. `bridged`: side from which gaps of a pixel
 * are closed first. `along`: share of the edges that a shadow has at least, and `longAlong` without any ink in pictures of side `large`.
 * `beyond`, `ink`: ink differs by this share of the contrast, and has this share of the pixels.
 */
const SHADOW = { least: 2, share: 1 / 7, bridged: 60, along: 0.05, longAlong: 0.12, large: 36, beyond: 0.2, ink: 0.001 };
/** Where shadows fall, ink stands out by more than this share of the contrast: the light alone leaves that much at the picture's edges. */
const DOUBT = 0.2;
/** A piece of paper below this share of the picture may be something white in a window's chrome. */
const PIECE_SHARE = 0.02;
/** Smaller pictures have no room for a frame around a digit: what runs along their edges is its strokes. */
export const FRAMED_SIDE = 24;
/** A bold digit may cover more than paper does of a small picture. */
const isSmall = ({ width, height }: Raster): boolean => Math.min(width, height) >= FRAMED_SIDE && Math.max(width, height) <= SMALL_SIDE;
/** Smaller still: its regions are chance. */
const isTiny = ({ width, height }: Raster): boolean => Math.min(width, height) < FRAMED_SIDE && Math.max(width, height) <= SMALL_SIDE;
/** An edge of the picture with less paper than this on it, and none at its corners, is covered by something else. */
const COVERED = 0.15;

/**
 * The regions that are paper: of one level, and together covering most of the area and of the border.
 * The first label is the largest one's.
 */
function paperAmong(regions: readonly Region[], contrast: number, area: number, border: number): Set<number> {
  const isSame = (a: Region, b: Region): boolean => Math.abs(a.mean - b.mean) <= SAME_PAPER * contrast;
  let best: { score: number; seed: Region | null } = { score: -1, seed: null };
  const bySize = [...regions].sort((a, b) => b.area - a.area);
  for (const seed of bySize.slice(0, SEEDS)) {
    let [covered, onBorder] = [0, 0];
    for (const region of regions) {
      if (!isSame(seed, region)) continue;
      covered += region.area;
      onBorder += region.border;
    }
    const score = covered / area + (BORDER_WEIGHT * onBorder) / border;
    if (score > best.score) best = { score, seed };
  }
  const { seed } = best;
  return new Set(seed === null ? [] : bySize.filter((region) => isSame(seed, region)).map(({ label }) => label));
}

/** The regions that are paper by the polarity of a small picture; all of them where none is. */
function onPapersSide(regions: readonly Region[], picture: Raster): readonly Region[] {
  const { middle, isPaperDark } = polarityOf(picture);
  const on = regions.filter(({ mean }) => (isPaperDark ? mean <= middle : mean > middle));
  return on.length > 0 ? on : regions;
}

/** Is an edge (the pixels from `start` on, `step` apart) covered by something that is not paper, corners and all? */
function isCovered(isPaper: Uint8Array, start: number, step: number, length: number): boolean {
  let paper = 0;
  for (let i = 0; i < length; i++) paper += isPaper[start + i * step]!;
  return isPaper[start] === 0 && isPaper[start + (length - 1) * step] === 0 && paper < COVERED * length;
}

/**
 * The part of the small picture to read: all of it, less what lies outside the paper along edges that are covered (a title bar,
 * a frame, a desk). An edge that a digit merely touches is not covered, so no digit is cut.
 */
function areaOf({ width, height }: Raster, isPaper: Uint8Array, pieces: Box): Box {
  if (Math.min(width, height) < FRAMED_SIDE) return wholeOf({ width, height });
  const left = isCovered(isPaper, 0, width, height) ? pieces.x + 1 : 0;
  const right = isCovered(isPaper, width - 1, width, height) ? pieces.x + pieces.width - 1 : width;
  const top = isCovered(isPaper, 0, 1, width) ? pieces.y + 1 : 0;
  const bottom = isCovered(isPaper, (height - 1) * width, 1, width) ? pieces.y + pieces.height - 1 : height;
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** A box of the small raster in the pixels of the large one. */
function enlarged(box: Box, factor: number, { width, height }: Raster): Box {
  const [x, y] = [box.x * factor, box.y * factor];
  return { x, y, width: Math.min(width - x, box.width * factor), height: Math.min(height - y, box.height * factor) };
}

/**
 * Is part of the paper in a shadow? Then something that is not of the paper's level, and wider than any stroke, lies along the area's
 * edges (what is beside the paper was cut off with them), and there is ink beyond both levels. A page may have no ink at all, so a larger
 * picture with much of such an edge needs none.
 */
function hasShadow(small: Raster, isPaper: Uint8Array, area: Box, level: number, contrast: number): boolean {
  if (otherOnEdges(small, isPaper, area) < SHADOW.along) return false;
  const { count, sum, border, seen } = wideIn(small, isPaper, area);
  const along = border / Math.max(1, 2 * (area.width + area.height) - 4);
  if (count === 0 || along < SHADOW.along) return false;
  if (Math.min(area.width, area.height) >= SHADOW.large && along >= SHADOW.longAlong) return true;
  const [low, high] = [Math.min(level, sum / count) - SHADOW.beyond * contrast, Math.max(level, sum / count) + SHADOW.beyond * contrast];
  const beyond = seen.data.reduce((pixels, value) => pixels + (value < low || value > high ? 1 : 0), 0);
  return beyond >= SHADOW.ink * seen.data.length;
}

/** What is not paper and wider than any stroke: its pixels, their sum, those along the area's edges; and the area as it is seen. */
function wideIn(small: Raster, isPaper: Uint8Array, area: Box): { count: number; sum: number; border: number; seen: Raster } {
  const other = crop({ ...small, data: isPaper.map((paper) => 1 - paper) }, area);
  const seen = crop(small, area);
  const shorter = Math.min(area.width, area.height);
  // Squared paper parts a shadow into cells.
  const bridge = shorter >= SHADOW.bridged ? 1 : 0;
  const radius = Math.max(SHADOW.least, Math.round(SHADOW.share * shorter));
  const wide = dilate(erode(dilate(other, bridge), bridge + radius), radius).data;
  let [count, sum, border] = [0, 0, 0];
  for (let y = 0, at = 0; y < area.height; y++) {
    for (let x = 0; x < area.width; x++, at++) {
      if (wide[at] === 0) continue;
      count++;
      sum += seen.data[at]!;
      if (x === 0 || y === 0 || x === area.width - 1 || y === area.height - 1) border++;
    }
  }
  return { count, sum, border, seen };
}

/** Share of the area's edges that is not paper. */
function otherOnEdges({ width }: Raster, isPaper: Uint8Array, { x, y, width: across, height: down }: Box): number {
  let other = 0;
  for (let i = 0; i < across; i++) other += 2 - isPaper[y * width + x + i]! - isPaper[(y + down - 1) * width + x + i]!;
  for (let i = 0; i < down; i++) other += 2 - isPaper[(y + i) * width + x]! - isPaper[(y + i) * width + x + across - 1]!;
  return other / (2 * (across + down));
}

/** Does the surface of the light follow nearly all of the paper? */
function fits(surface: Float32Array, data: Uint8Array, isPaper: Uint8Array, reach: number): boolean {
  let [paper, near] = [0, 0];
  for (let at = 0; at < data.length; at++) {
    if (isPaper[at] === 0) continue;
    paper++;
    if (Math.abs(data[at]! - surface[at]!) <= reach) near++;
  }
  return near >= FIT * paper;
}

/** Counts of the grey values of `data` under the mask. */
function histogramUnder(mask: Uint8Array, data: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (let at = 0; at < mask.length; at++) if (mask[at] === 1) counts[data[at]!]!++;
  return counts;
}

/**
 * Finds the paper of a raster whose contrast (grey levels) and grain are known. Around what was found in a larger picture (`isPart`) there is
 * nothing but paper: what is of another level is in another light.
 */
export function paperOf(raster: Raster, contrast: number, sigma: number, isPart = false): Paper {
  const whole = wholeOf(raster);
  if (!isPart && isTiny(raster)) return { area: whole, level: polarityOf(raster).paper, doubt: 0 };
  const { raster: small, factor } = reduce(raster, SIDE);
  // Averaging `factor` x `factor` pixels into one leaves a `factor`-th of the grain.
  const tolerance = Math.min(10, Math.max(2, 0.06 * contrast)) + (2 * sigma) / factor;
  const { labels, regions } = regionsOf(small, tolerance);
  const border = 2 * (small.width + small.height) - 4;
  const possible = !isPart && isSmall(raster) ? onPapersSide(regions, raster) : regions;
  const broad = paperAmong(possible, contrast, small.data.length, Math.max(1, border));
  // What lies about a canvas may cover more than it does, and all of the edges.
  const others = regions.filter(({ label }) => !broad.has(label));
  const canvas = isPart ? null : canvasAmong(labels, others, small.width);
  const chosen = canvas === null ? broad : new Set([canvas]);
  const isPaper = maskOf(labels, regions.length, chosen);
  const pieces = regions.filter(({ label, area }) => chosen.has(label) && area >= PIECE_SHARE * labels.length);
  const inPieces = pieces.map(({ label }) => label);
  const around = boxAround(inPieces.length > 0 ? maskOf(labels, regions.length, inPieces) : isPaper, small.width);
  const inSmall = areaOf(small, isPaper, around);
  const doubt = DOUBT * contrast;
  const middle = percentile(histogramUnder(isPaper, small.data), 0.5);
  const isCut = inSmall.width < small.width || inSmall.height < small.height;
  const isOther = isCut && (isPart || isCrossed(small, inSmall));
  if (isOther || hasShadow(small, isPaper, inSmall, middle, contrast)) {
    return { area: whole, level: localPaper(raster, contrast), doubt };
  }
  const area = enlarged(inSmall, factor, raster);
  const counts = histogramUnder(isPaper, small.data);
  const isEvenBut = (tail: number): boolean => percentile(counts, 1 - tail) - percentile(counts, tail) <= EVEN_SPREAD;
  const isEven = isEvenBut(TAIL.large) || (isSmall(raster) && isEvenBut(TAIL.small) && wideIn(small, isPaper, inSmall).count === 0);
  if (isEven) return { area, level: middle, doubt: 0 };
  const [main = 0] = chosen;
  const reach = SURFACE_REACH * contrast;
  const surface = paperSurface(small, maskOf(labels, regions.length, [main]), reach);
  const isSmooth = surface !== null && fits(surface, small.data, isPaper, reach);
  return isSmooth
    ? { area, level: spread(surface, small, raster, factor), doubt: 0 }
    : { area, level: localPaper(raster, contrast), doubt };
}
