import type { Raster } from './raster';

/** Pictures no side of which is longer may be cut out about one digit. */
export const SMALL_SIDE = 48;
/** Of all pixels, how many may be darker than what counts as black, and lighter than white. */
const OUTLIERS = 0.01;
/** What the edges and the corners of a picture (this share of its side) count beside all of it when paper is told from ink. */
const VOTES = { edges: 0.2, corners: 0.25 };
const CORNER = 0.1;

/** The grey levels of a small picture of one digit. */
export interface Polarity {
  readonly darkest: number;
  readonly lightest: number;
  /** Between the two. */
  readonly middle: number;
  readonly isPaperDark: boolean;
  /** The grey level of the paper. */
  readonly paper: number;
}

/** Tells paper from ink in the picture of one digit, which may fill it: on a large one, regions do (`paper.ts`). */
export function polarityOf(picture: Raster): Polarity {
  // A copy, which `data.slice()` is not where it is a Buffer.
  const sorted = new Uint8Array(picture.data).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const [darkest, lightest] = [at(OUTLIERS), at(1 - OUTLIERS)];
  const middle = (darkest + lightest) / 2;
  const isDark = isPaperDark(picture, middle);
  // Half of all pixels are mostly no ink; of a bold digit that fills its picture they may be.
  const dark = sorted.findLastIndex((value) => value <= middle) + 1;
  const half = Math.floor(sorted.length / 2);
  const paper = isDark ? sorted[Math.min(half, dark >> 1)]! : sorted[Math.max(half, (dark + sorted.length) >> 1)]!;
  return { darkest, lightest, middle, isPaperDark: isDark, paper };
}

/** Whether paper is darker than `middle` in a small picture: it covers most of a picture, and more of its edges and corners than ink does. */
function isPaperDark({ width, height, data }: Raster, middle: number): boolean {
  const corner = Math.max(1, Math.round(CORNER * Math.min(width, height)));
  let [all, edges, corners] = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    const offY = Math.min(y, height - 1 - y);
    for (let x = 0; x < width; x++, at++) {
      const offX = Math.min(x, width - 1 - x);
      const vote = data[at]! > middle ? 1 : -1;
      all += vote;
      if (offX === 0 || offY === 0) edges += vote;
      if (offX < corner && offY < corner) corners += vote;
    }
  }
  const around = Math.max(1, 2 * (width + height) - 4);
  return all / data.length + (VOTES.edges * edges) / around + (VOTES.corners * corners) / (4 * corner * corner) < 0;
}
