import { componentsOf } from './components';
import { around, digitAmong } from './digit';
import { inkOf } from './ink';
import type { Ink } from './ink';
import { contrastOf, median3, noiseOf } from './noise';
import { normalise } from './normalise';
import { paperOf } from './paper';
import type { Box, Glyph, Raster } from './raster';
import { bounded } from './resample';
import { fitStrokes, strokeWidthOf } from './stroke-width';

export interface FindOptions {
  /** `single`: the whole image is one digit. `auto`: find out. For now both look for one digit. */
  readonly layout?: 'auto' | 'single';
}

/** Larger pictures are shrunk to this side first: what a glyph of 28x28 needs is still there, and the cost is bounded. */
const WORKING_SIDE = 480;
/** Below this contrast (grey levels) a picture is blank. */
const BLANK_CONTRAST = 14;
/** Contrast below this many deviations of the grain is grain. */
const GRAIN_CONTRAST = 4.5;
/** Ink of at least this much (of 255) is the body of a stroke. */
const STRONG = 128;
/** How far the soft edge of a stroke may reach beyond its body, in shares of the digit's longer side. */
const EDGE_SHARE = 0.05;
/** A digit's longer side is at least this many pixels, and this share of the picture's. */
const LEAST_DIGIT = 5;
const LEAST_SHARE = 0.025;
/** A digit's line is at most this many times as long as its longer side; of 10,000 of MNIST's the longest has 3.7. */
const LONGEST_LINE = 5.5;
/** Ink that covers less than this of its box is no patch of noise, however ragged (pencil, chalk). */
const SPARSE = 0.3;
/** Smaller pictures have no flat paper to see the grain on. */
const GRAIN_SIDE = 20;
/** Pictures at least this large can lose a pixel to the median filter; in smaller ones it is part of a stroke. */
const MEDIAN_SIDE = 64;

/**
 * Finds the digits of a picture, each normalised to 28x28 as in MNIST, in reading order, with its box in the picture's pixels.
 * Takes any size, either polarity, uneven light, grain and specks. A blank picture and one of nothing but noise give [].
 */
export function findGlyphs(raster: Raster, _options: FindOptions = {}): Glyph[] {
  if (raster.width < 1 || raster.height < 1) return [];
  const working = denoised(bounded(raster, WORKING_SIDE));
  if (working === null) return [];
  const paper = paperOf(working.raster, working.contrast, working.sigma);
  const ink = inkOf(working.raster, paper, working.sigma);
  if (ink === null) return [];
  const box = isolateDigit(ink);
  if (box === null) return [];
  const strokeWidth = strokeWidthOf(ink, box);
  if (!isDigitLike(ink, box, strokeWidth)) return [];
  const pixels = glyphOf(ink, box, strokeWidth);
  const inWorking = { ...box, x: box.x + paper.area.x, y: box.y + paper.area.y };
  return [{ pixels, box: boxIn(raster, working.raster, inWorking), row: 0 }];
}

/** The raster with its grain removed, and what is left of it; null when there is nothing but grain. */
function denoised(raster: Raster): { raster: Raster; contrast: number; sigma: number } | null {
  const contrast = contrastOf(raster);
  if (contrast < BLANK_CONTRAST) return null;
  const noise = noiseOf(raster);
  const shorter = Math.min(raster.width, raster.height);
  if (shorter < GRAIN_SIDE) return { raster, contrast, sigma: 0 };
  if (contrast < GRAIN_CONTRAST * noise.sigma) return null;
  if (shorter < MEDIAN_SIDE || (noise.sigma < 4 && noise.impulses < 0.001)) return { raster, contrast, sigma: noise.sigma };
  const smooth = median3(noise.sigma > 12 ? median3(raster) : raster);
  return { raster: smooth, contrast: contrastOf(smooth), sigma: noiseOf(smooth).sigma };
}

/** Wipes everything but the digit from the ink; its box, or null when there is no digit. */
function isolateDigit(ink: Ink): Box | null {
  const labelled = componentsOf(ink.data, ink.width, ink.height, ink.soft, STRONG);
  const { labels, components } = labelled;
  const chosen = digitAmong(ink, labelled);
  if (chosen.length === 0) return null;
  const isChosen = new Uint8Array(components.length + 1);
  for (const index of chosen) isChosen[index + 1] = 1;
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at]!;
    if (label !== 0 && isChosen[label] === 0) ink.data[at] = 0;
  }
  return strongBox(ink, chosen.map((index) => components[index]!.box).reduce(around));
}

/**
 * The box of the strong ink within `box`, and of the soft edge around it. What reaches further out and is never strong is a ruled
 * line or a smear.
 */
function strongBox({ width, data }: Raster, box: Box): Box {
  let [left, right, top, bottom] = [box.x + box.width, box.x, box.y + box.height, box.y];
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x, at = y * width + box.x; x < box.x + box.width; x++, at++) {
      if (data[at]! < STRONG) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  const edge = Math.max(1, Math.round(EDGE_SHARE * Math.max(right - left, bottom - top)));
  left = Math.max(box.x, left - edge);
  top = Math.max(box.y, top - edge);
  right = Math.min(box.x + box.width, right + edge);
  bottom = Math.min(box.y + box.height, bottom + edge);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Could this be a digit? A speck is too small, and a patch of noise has far more outline than a line of its size. */
function isDigitLike({ width, height, data }: Ink, box: Box, strokeWidth: number): boolean {
  const longer = Math.max(box.width, box.height);
  if (longer < Math.max(LEAST_DIGIT, LEAST_SHARE * Math.max(width, height))) return false;
  let mass = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let at = y * width + box.x; at < y * width + box.x + box.width; at++) mass += data[at]!;
  }
  const isSparse = mass / 255 < SPARSE * box.width * box.height;
  return isSparse || mass / 255 / strokeWidth <= LONGEST_LINE * longer;
}

/** The glyph of the digit in `box`, its strokes neither too thin nor too thick to be known. */
function glyphOf(ink: Ink, box: Box, strokeWidth: number): Float32Array {
  const fitted = fitStrokes(ink, box, strokeWidth);
  if (fitted === null) return normalise(ink, box);
  return normalise(fitted, strongBox(fitted, { x: 0, y: 0, width: fitted.width, height: fitted.height }));
}

/** A box of the working raster in the pixels of the original. */
function boxIn(original: Raster, working: Raster, box: Box): Box {
  const [sx, sy] = [original.width / working.width, original.height / working.height];
  const x = Math.floor(box.x * sx);
  const y = Math.floor(box.y * sy);
  return {
    x,
    y,
    width: Math.max(1, Math.min(original.width - x, Math.ceil(box.width * sx))),
    height: Math.max(1, Math.min(original.height - y, Math.ceil(box.height * sy))),
  };
}
