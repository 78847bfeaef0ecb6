import { componentsOf } from './components';
import { histogramOf, percentile } from './histogram';
import type { Raster } from './raster';

/** Smaller pictures are filled by what is written in them, and those so many times as wide as high along their length. */
const LEAST_SIDE = 40;
const WIDE = 2;
/** The picture is looked at in so many blocks a side; one is inked when this share of its pixels is. */
const BLOCKS = 6;
const INKED = 0.02;
/** Ink in this share of all blocks is printed on the paper; writing is in fewer than this. */
const EVERYWHERE = 0.85;
const SOMEWHERE = 0.6;
/** Most lines through a pattern, level or upright, meet it at least so often; through a frame and a digit they meet less. */
const REPEATS = 8;
/** It does so at two opposite edges too, where writing leaves a margin: on some of the outermost lines. */
const OUTERMOST = 4;
/** A web: this share of its pixels is fainter than that share of the darkest, of which 2 % are left out. */
const WEB = { share: 0.4, faint: 0.35, dark: 0.98 };
/** Cuts between pattern and writing are tried in these steps, up to this share of the darkest ink. */
const STEP = 1.2;
const HIGHEST = 0.7;
/** Patches above the cut of at most this side are where lines of the pattern cross, when there are so many. */
const CROSSING = { side: 5, count: 12 };
/** Soft edges of strokes reach this far beyond the cut, in pixels. */
const EDGE = 1;

/**
 * Wipes from the ink, in place, a pattern that is all over the paper, such as a squared sheet's, where the writing is darker: the lowest cut above which
 * ink is no longer everywhere, or else no web from edge to edge, parts the two. Ink of at least `soft` counts. Tells whether anything was wiped. `isKnown`: this is a part of a picture
 * that has a pattern.
 */
export function wipePattern(ink: Raster, soft: number, isKnown: boolean): boolean {
  const { width, height, data } = ink;
  if (Math.min(width, height) < LEAST_SIDE) return false;
  const cut = cutAbove(ink, soft, isKnown);
  if (cut === null) return false;
  const isKept = new Uint8Array(data.length);
  const { labels, components } = componentsOf(data, width, height, cut, cut);
  const isCrossing = components.map(({ box }) => Math.max(box.width, box.height) <= CROSSING.side);
  const areCrossings = isCrossing.filter(Boolean).length >= CROSSING.count;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const label = labels[at]!;
      if (label === 0 || (areCrossings && isCrossing[label - 1])) continue;
      for (let row = Math.max(0, y - EDGE); row <= Math.min(height - 1, y + EDGE); row++)
        isKept.fill(1, row * width + Math.max(0, x - EDGE), row * width + Math.min(width, x + EDGE + 1));
    }
  }
  for (let at = 0; at < data.length; at++) if (isKept[at] === 0) data[at] = 0;
  return true;
}

/** Null where there is no pattern, or writing is no darker. */
function cutAbove(ink: Raster, soft: number, isKnown: boolean): number | null {
  const isAllOver = shareInked(ink, soft) >= EVERYWHERE && (isKnown || isPattern(ink, soft));
  return (isAllOver ? cutAllOver(ink, soft) : null) ?? cutInWeb(ink, soft);
}

/** The lowest cut above which ink is no longer everywhere. */
function cutAllOver(ink: Raster, soft: number): number | null {
  const highest = HIGHEST * ink.data.reduce((most, value) => Math.max(most, value), 0);
  for (let cut = soft * STEP; cut <= highest; cut *= STEP) if (shareInked(ink, cut) <= SOMEWHERE) return cut;
  return null;
}

/** In which share of the blocks there is ink of at least `least`. */
function shareInked({ width, height, data }: Raster, least: number): number {
  const counts = new Uint32Array(BLOCKS * BLOCKS);
  const edges = Array.from({ length: BLOCKS + 1 }, (_, block) => Math.ceil((block * width) / BLOCKS));
  for (let y = 0; y < height; y++) {
    const row = BLOCKS * Math.floor((y * BLOCKS) / height);
    for (let block = 0; block < BLOCKS; block++) {
      let inked = 0;
      for (let at = y * width + edges[block]!, end = y * width + edges[block + 1]!; at < end; at++) if (data[at]! >= least) inked++;
      counts[row + block]! += inked;
    }
  }
  const enough = (INKED * width * height) / (BLOCKS * BLOCKS);
  return counts.filter((count) => count >= enough).length / counts.length;
}

/**
 * Where a patch from edge to edge has much that is fainter than strokes are, the cut between both: waves too far apart to be met often are one, with the
 * strokes on them. Null where it still goes from edge to edge without that.
 */
function cutInWeb(ink: Raster, soft: number): number | null {
  const counts = spanning(ink, soft);
  if (counts === null) return null;
  const cut = WEB.faint * percentile(counts, WEB.dark);
  return percentile(counts, WEB.share) < cut && spanning(ink, cut) === null ? cut : null;
}

/** How often each grey value occurs in the patch of ink from edge to edge, both ways; null where there is none. */
function spanning(ink: Raster, least: number): Uint32Array | null {
  if (!isAtAllEdges(ink, least)) return null;
  const { width, height, data } = ink;
  const { components, labels } = componentsOf(data, width, height, least, least);
  const index = components.findIndex(({ box }) => box.width === width && box.height === height);
  return index < 0 ? null : histogramOf(data.filter((_, at) => labels[at] === index + 1));
}

/** Is there ink on each of the four edges? */
function isAtAllEdges({ width, height, data }: Raster, soft: number): boolean {
  const isOn = (start: number, step: number, length: number): boolean => {
    for (let i = 0; i < length; i++) if (data[start + i * step]! >= soft) return true;
    return false;
  };
  return isOn(0, 1, width) && isOn((height - 1) * width, 1, width) && isOn(0, width, height) && isOn(width - 1, width, height);
}

/** Is there as much everywhere, up to the edges? */
function isPattern({ width, height, data }: Raster, least: number): boolean {
  const [inRow, inColumn] = [new Uint16Array(height), new Uint16Array(width)];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (data[at]! < least) continue;
      if (x === 0 || data[at - 1]! < least) inRow[y]!++;
      if (y === 0 || data[at - width]! < least) inColumn[x]!++;
    }
  }
  // A level line meets every digit of a long number.
  const runsAlong = width > WIDE * height ? [inColumn] : [inRow, inColumn];
  return runsAlong.some(
    (runs) =>
      Math.max(...runs.subarray(0, OUTERMOST)) >= REPEATS &&
      Math.max(...runs.subarray(-OUTERMOST)) >= REPEATS &&
      runs.slice().sort()[runs.length >> 1]! >= REPEATS,
  );
}
