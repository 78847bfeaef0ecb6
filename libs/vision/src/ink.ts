import { histogramOf, percentile } from './histogram';
import type { Paper } from './paper';
import type { Raster } from './raster';
import { wipeRules } from './rules';

/** How much ink is on each pixel of the paper's area: 0 none, 255 as much as the strokes have. */
export interface Ink {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** Ink of at least this much may belong to a stroke's soft edge. */
  readonly soft: number;
}

/** Strokes lighter than this many grey levels against the paper are not told from its texture. */
const MIN_CONTRAST = 14;
/** Ink this many deviations above the paper is not grain. */
const CLEAR_OF_GRAIN = 3;

/** Ink fainter than this share of the darkest is no rule that could be in the way. */
const RULE_SHARE = 0.2;

/**
 * How far a pixel is from the paper towards dark, in grey levels. In uneven light, as a share of the paper's own level: half the
 * light halves the ink's contrast too.
 */
function darkness(value: number, level: number, isEven: boolean): number {
  return isEven || level === 0 ? level - value : Math.trunc(((level - value) * 255) / level);
}

/** Sum of what lies above and of what lies below the paper by more than `floor`: the larger is the ink's side. */
function isInkDark({ width, data }: Raster, { area, level }: Paper, floor: number): boolean {
  let dark = 0;
  let light = 0;
  for (let y = area.y; y < area.y + area.height; y++) {
    const end = y * width + area.x + area.width;
    for (let at = y * width + area.x; at < end; at++) {
      const difference = (typeof level === 'number' ? level : level[at]!) - data[at]!;
      if (difference > floor) dark += difference;
      else if (-difference > floor) light -= difference;
    }
  }
  return dark >= light;
}

/** Separates ink from paper, of either polarity, and stretches it to the full range; null when there is none to speak of. */
export function inkOf(raster: Raster, paper: Paper, sigma: number): Ink | null {
  const { area, level, doubt } = paper;
  const floor = Math.max(MIN_CONTRAST / 2, CLEAR_OF_GRAIN * sigma);
  const sign = isInkDark(raster, paper, floor) ? 1 : -1;
  const { width, height } = area;
  const isEven = typeof level === 'number' || sign < 0;
  const data = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    let at = (area.y + y) * raster.width + area.x;
    for (let x = 0; x < width; x++, at++, to++) {
      const value = sign * darkness(raster.data[at]!, typeof level === 'number' ? level : level[at]!, isEven);
      if (value > 0) data[to] = value;
    }
  }
  const darkest = percentile(histogramOf(data), 0.98, Math.ceil(floor));
  wipeRules({ width, height, data }, Math.max(1, floor, RULE_SHARE * darkest));
  // Counted again: rules may be darker, or fainter, than what is written.
  const counts = histogramOf(data);
  const peak = percentile(counts, 0.98, Math.ceil(floor));
  // The level of full ink: the body of the strokes, not their edges and not a few stray blacks.
  const full = percentile(counts, 0.9, Math.max(1, Math.ceil(peak / 2)));
  if (full < Math.max(MIN_CONTRAST, CLEAR_OF_GRAIN * sigma, doubt)) return null;
  const cut = Math.floor(CLEAR_OF_GRAIN * sigma);
  const stretched = new Uint8Array(256);
  for (let value = cut + 1; value < 256; value++) stretched[value] = Math.min(255, Math.round((value * 255) / full));
  for (let at = 0; at < data.length; at++) data[at] = stretched[data[at]!]!;
  return { width, height, data, soft: Math.max(40, Math.round((255 * floor) / full)) };
}
