import { histogramOf, percentile } from './histogram';
import type { Box, Raster } from './raster';
import { bounded } from './resample';

/** What the ink lies on. */
export interface Paper {
  /** The part of the raster that is paper or ink on it; what is outside (a window's chrome, a frame) is neither. */
  readonly area: Box;
  /** Grey level of the paper at each pixel of the raster, or one level for all of it when the light is even. */
  readonly level: Uint8Array | number;
}

/** Side that the paper is looked for at: strokes are still apart, and it costs next to nothing. */
const SIDE = 64;
/** What touching the border counts beside covering the area. More, and a frame is taken for paper; less, and a bold digit is. */
const BORDER_WEIGHT = 0.4;
/** Regions whose mean levels differ by less than this share of the contrast are one paper, cut apart by strokes. */
const SAME_PAPER = 0.15;
/** Paper whose levels spread over more than this many grey levels lies in uneven light. */
const EVEN_SPREAD = 16;

interface Region {
  readonly label: number;
  readonly mean: number;
  readonly area: number;
  readonly border: number;
}

/** Regions of pixels that differ little from their neighbours: light may change across them, an edge may not. */
function regionsOf({ width, height, data }: Raster, tolerance: number): { labels: Int32Array; regions: Region[] } {
  const labels = new Int32Array(data.length);
  const stack = new Int32Array(data.length);
  const regions: Region[] = [];
  for (let start = 0; start < data.length; start++) {
    if (labels[start] !== 0) continue;
    const label = regions.length + 1;
    let depth = 0;
    let area = 0;
    let sum = 0;
    let border = 0;
    labels[start] = label;
    stack[depth++] = start;
    while (depth > 0) {
      const at = stack[--depth]!;
      const y = Math.floor(at / width);
      const x = at - y * width;
      const value = data[at]!;
      area++;
      sum += value;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) border++;
      const visit = (next: number): void => {
        if (labels[next] === 0 && Math.abs(data[next]! - value) <= tolerance) {
          labels[next] = label;
          stack[depth++] = next;
        }
      };
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    regions.push({ label, mean: sum / area, area, border });
  }
  return { labels, regions };
}

/** The regions that are paper: of one level, and together covering most of the area and of the border. */
function paperAmong(regions: readonly Region[], contrast: number, area: number, border: number): Set<number> {
  let best: { score: number; labels: Set<number> } = { score: -1, labels: new Set() };
  const seeds = [...regions].sort((a, b) => b.area - a.area).slice(0, 8);
  for (const seed of seeds) {
    const group = regions.filter((region) => Math.abs(region.mean - seed.mean) <= SAME_PAPER * contrast);
    const score =
      group.reduce((sum, region) => sum + region.area, 0) / area +
      (BORDER_WEIGHT * group.reduce((sum, region) => sum + region.border, 0)) / border;
    if (score > best.score) best = { score, labels: new Set(group.map((region) => region.label)) };
  }
  return best.labels;
}

/** Mean of the paper within `radius` of each pixel of the small raster: what lies under the ink is guessed from around it. */
function smoothLevels(small: Raster, isPaper: Uint8Array, fallback: number): Float32Array {
  const { width, height, data } = small;
  const radius = Math.max(2, Math.round(Math.max(width, height) / 8));
  // Sums over rectangles from a summed-area table: the same cost for any radius.
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  const counts = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + 1) * stride + x + 1;
      const own = isPaper[y * width + x]!;
      sums[at] = own * data[y * width + x]! + sums[at - 1]! + sums[at - stride]! - sums[at - stride - 1]!;
      counts[at] = own + counts[at - 1]! + counts[at - stride]! - counts[at - stride - 1]!;
    }
  }
  const levels = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const [top, bottom] = [Math.max(0, y - radius) * stride, Math.min(height, y + radius + 1) * stride];
      const count = counts[bottom + right]! - counts[bottom + left]! - counts[top + right]! + counts[top + left]!;
      const sum = sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      levels[y * width + x] = count > 0 ? sum / count : fallback;
    }
  }
  return levels;
}

/** Bilinear enlargement of the small levels to every pixel of the raster. */
function spread(levels: Float32Array, small: Raster, width: number, height: number): Uint8Array {
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const sy = Math.min(small.height - 1, Math.max(0, ((y + 0.5) * small.height) / height - 0.5));
    const y0 = Math.floor(sy) * small.width;
    const y1 = Math.min(small.height - 1, Math.floor(sy) + 1) * small.width;
    const fy = sy - Math.floor(sy);
    for (let x = 0; x < width; x++) {
      const sx = Math.min(small.width - 1, Math.max(0, ((x + 0.5) * small.width) / width - 0.5));
      const x0 = Math.floor(sx);
      const x1 = Math.min(small.width - 1, x0 + 1);
      const fx = sx - x0;
      const above = levels[y0 + x0]! * (1 - fx) + levels[y0 + x1]! * fx;
      const below = levels[y1 + x0]! * (1 - fx) + levels[y1 + x1]! * fx;
      result[y * width + x] = above * (1 - fy) + below * fy + 0.5;
    }
  }
  return result;
}

/** Finds the paper of a raster whose contrast (grey levels) and grain are known. */
export function paperOf(raster: Raster, contrast: number, sigma: number): Paper {
  const small = bounded(raster, SIDE);
  const ratio = raster.width / small.width;
  // Averaging `ratio` x `ratio` pixels into one leaves a `ratio`-th of the grain.
  const tolerance = Math.min(10, Math.max(2, 0.06 * contrast)) + (2 * sigma) / ratio;
  const { labels, regions } = regionsOf(small, tolerance);
  const border = 2 * (small.width + small.height) - 4;
  const chosen = paperAmong(regions, contrast, small.data.length, Math.max(1, border));
  const isPaper = new Uint8Array(labels.length);
  let [left, right, top, bottom] = [small.width, -1, small.height, -1];
  for (let y = 0, at = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++, at++) {
      if (!chosen.has(labels[at]!)) continue;
      isPaper[at] = 1;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  const values = small.data.filter((_, at) => isPaper[at] === 1);
  const counts = histogramOf(values);
  const middle = percentile(counts, 0.5);
  const isEven = percentile(counts, 0.95) - percentile(counts, 0.05) <= EVEN_SPREAD;
  return {
    area: areaIn(raster, small, { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }),
    level: isEven ? middle : spread(smoothLevels(small, isPaper, middle), small, raster.width, raster.height),
  };
}

/** A box of the small raster in the pixels of the large one. A side that is not at the edge is moved in by one small pixel, half of which is frame. */
function areaIn(raster: Raster, small: Raster, box: Box): Box {
  const [sx, sy] = [raster.width / small.width, raster.height / small.height];
  const left = box.x === 0 ? 0 : Math.ceil((box.x + 1) * sx);
  const top = box.y === 0 ? 0 : Math.ceil((box.y + 1) * sy);
  const right = box.x + box.width === small.width ? raster.width : Math.floor((box.x + box.width - 1) * sx);
  const bottom = box.y + box.height === small.height ? raster.height : Math.floor((box.y + box.height - 1) * sy);
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
