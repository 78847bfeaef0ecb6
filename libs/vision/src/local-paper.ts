import { histogramOf, percentile } from './histogram';
import { dilate, erode } from './morphology';
import type { Raster } from './raster';
import { crop, reduce } from './resample';
import { spread } from './spread';

/** Side at which the paper is followed: the edge of a shadow must stay sharp, or it looks like a line of ink. */
const SIDE = 1280;
/** Strokes are narrower than twice this share of the picture's side. In a long picture it is its height that counts. */
const RADIUS = 1 / 9;
const LONG = 1.6;
/** Pixels near an edge of at least this share of the contrast tell which of its sides is paper. */
const EDGE = 0.35;

/**
 * The paper's level at each pixel of a picture in uneven light, with shadows or with paper of several levels: the picture with every
 * stroke closed over by what surrounds it, which leaves the edges of larger things where they are. Whether strokes are dark is told by
 * which side of the edges has more pixels: strokes are narrow.
 */
export function localPaper(raster: Raster, contrast: number): Uint8Array {
  const { raster: small, factor } = reduce(raster, SIDE);
  const { width, height, data } = small;
  const radius = Math.max(1, Math.round(RADIUS * Math.min(Math.max(width, height), LONG * Math.min(width, height))));
  const padded = widenedBy(small, 2 * radius);
  const [lightest, darkest] = [dilate(padded, radius), erode(padded, radius)];
  let balance = 0;
  for (let at = 0; at < padded.data.length; at++) {
    const [high, low] = [lightest.data[at]!, darkest.data[at]!];
    if (high - low < EDGE * contrast) continue;
    balance += 2 * padded.data[at]! > high + low ? 1 : -1;
  }
  const isInkDark = balance >= 0;
  const closed = isInkDark ? erode(lightest, radius) : dilate(darkest, radius);
  const level = crop(closed, { x: 2 * radius, y: 2 * radius, width, height }).data;
  // Closing follows the brightest grain: most pixels are paper, and half of them lie beyond their level.
  const away = level.map((value, at) => Math.abs(value - data[at]!));
  const bias = percentile(histogramOf(away), 0.5);
  for (let at = 0; at < level.length; at++) {
    level[at] = isInkDark ? Math.max(0, level[at]! - bias) : Math.min(255, level[at]! + bias);
  }
  return spread(level, small, raster, factor);
}

/** The picture with `margin` pixels around it like those at its edges: edges of shadows go on beyond them. */
function widenedBy({ width, height, data }: Raster, margin: number): Raster {
  const [wide, high] = [width + 2 * margin, height + 2 * margin];
  const out = new Uint8Array(wide * high);
  for (let y = 0, to = 0; y < high; y++) {
    const row = Math.min(height - 1, Math.max(0, y - margin)) * width;
    for (let x = 0; x < wide; x++, to++) out[to] = data[row + Math.min(width - 1, Math.max(0, x - margin))]!;
  }
  return { width: wide, height: high, data: out };
}
