import { componentsOf } from './components';
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
/** Cuts between pattern and writing are tried in these steps, up to this share of the darkest ink. */
const STEP = 1.2;
const HIGHEST = 0.7;
/** Patches above the cut of at most this side are where lines of the pattern cross, when there are so many. */
const CROSSING = { side: 5, count: 12 };
/** Soft edges of strokes reach this far beyond the cut, in pixels. */
const EDGE = 1;

/**
 * Wipes from the ink, in place, a pattern that is all over the paper, such as a squared sheet's, where the writing is darker: the lowest cut above which
 * ink is no longer everywhere parts the two. Ink of at least `soft` counts. Tells whether anything was wiped. `isKnown`: this is a part of a picture
 * that has a pattern.
 */
export function wipePattern(ink: Raster, soft: number, isKnown: boolean): boolean {
  const { width, height, data } = ink;
  if (Math.min(width, height) < LEAST_SIDE || shareInked(ink, soft) < EVERYWHERE) return false;
  if (!isKnown && !isPattern(ink, soft)) return false;
  const darkest = data.reduce((most, value) => Math.max(most, value), 0);
  let cut = soft * STEP;
  while (cut <= HIGHEST * darkest && shareInked(ink, cut) > SOMEWHERE) cut *= STEP;
  if (cut > HIGHEST * darkest) return false;
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
