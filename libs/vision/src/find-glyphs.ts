import { denoised } from './denoise';
import { inkOf } from './ink';
import type { Ink } from './ink';
import { isDigitLike, isolateDigit, strongBox } from './isolate';
import { normalise } from './normalise';
import { paperOf } from './paper';
import type { Box, Glyph, Raster } from './raster';
import { crop, reduce } from './resample';
import { fitStrokes, strokeWidthOf } from './stroke-width';

export interface FindOptions {
  /** `single`: the whole image is one digit. `auto`: find out. For now both look for one digit. */
  readonly layout?: 'auto' | 'single';
}

/** Larger pictures are shrunk below this side first: a glyph of 28x28 needs no more of them, and the cost is bounded. */
const WORKING_SIDE = 128;
/** A digit that is smaller than this in a shrunk picture is looked at again in the picture itself. */
const CLOSER_SIDE = 40;
/** Paper to see around it then, in shares of its longer side. */
const CLOSER_MARGIN = 0.4;

/**
 * Finds the digits of a picture, each normalised to 28x28 as in MNIST, in reading order, with its box in the picture's pixels.
 * Takes any size, either polarity, uneven light, grain and specks. A blank picture and one of nothing but noise give [].
 */
export function findGlyphs(raster: Raster, _options: FindOptions = {}): Glyph[] {
  const found = findDigit(raster, true);
  return found === null ? [] : [{ ...found, row: 0 }];
}

type Found = Pick<Glyph, 'pixels' | 'box'>;

function findDigit(original: Raster, mayLookCloser: boolean): Found | null {
  if (original.width < 1 || original.height < 1) return null;
  const { raster, factor } = reduce(original, WORKING_SIDE);
  const clean = denoised(raster);
  if (clean === null) return null;
  const paper = paperOf(clean.raster, clean.contrast, clean.sigma);
  const ink = inkOf(clean.raster, paper, clean.sigma);
  if (ink === null) return null;
  const inInk = isolateDigit(ink, clean.isGrainy);
  if (inInk === null) return null;
  const strokeWidth = strokeWidthOf(ink, inInk);
  if (!isDigitLike(ink, inInk, strokeWidth)) return null;
  const box = boxIn(original, factor, { ...inInk, x: inInk.x + paper.area.x, y: inInk.y + paper.area.y });
  const isSmall = mayLookCloser && factor > 1 && Math.max(inInk.width, inInk.height) < CLOSER_SIDE;
  return (isSmall ? findCloser(original, box) : null) ?? { pixels: glyphOf(ink, inInk, strokeWidth), box };
}

/** Looks again at a digit that lost its detail when a large picture was shrunk; null when it is no longer found. */
function findCloser(original: Raster, { x, y, width, height }: Box): Found | null {
  const margin = Math.ceil(CLOSER_MARGIN * Math.max(width, height));
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)];
  const right = Math.min(original.width, x + width + margin);
  const bottom = Math.min(original.height, y + height + margin);
  const found = findDigit(crop(original, { x: left, y: top, width: right - left, height: bottom - top }), false);
  return found && { ...found, box: { ...found.box, x: found.box.x + left, y: found.box.y + top } };
}

/** The glyph of the digit in `box`, its strokes neither too thin nor too thick to be known. */
function glyphOf(ink: Ink, box: Box, strokeWidth: number): Float32Array {
  const fitted = fitStrokes(ink, box, strokeWidth);
  if (fitted === null) return normalise(ink, box);
  return normalise(fitted, strongBox(fitted, { x: 0, y: 0, width: fitted.width, height: fitted.height }));
}

/** A box of a picture reduced by `factor`, in the pixels of the original. */
function boxIn({ width, height }: Raster, factor: number, box: Box): Box {
  const [x, y] = [box.x * factor, box.y * factor];
  return { x, y, width: Math.min(width - x, box.width * factor), height: Math.min(height - y, box.height * factor) };
}
