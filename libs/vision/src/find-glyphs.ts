import { wholeOf } from './digit';
import { isDigitLike, isolateDigit, strongBox } from './isolate';
import type { Ink } from './ink';
import { normalise } from './normalise';
import { observe, widened } from './observe';
import type { Observation } from './observe';
import type { Box, Glyph, Raster } from './raster';
import { fitStrokes, strokeWidthOf } from './stroke-width';

/** Larger pictures are shrunk below this side first: a glyph of 28x28 needs no more of them, and the cost is bounded. */
const WORKING_SIDE = 128;
/** A digit that is smaller than this in a shrunk picture is looked at again in the picture itself. */
const CLOSER_SIDE = 40;
/** Paper to see around it then, in shares of its longer side. */
const CLOSER_MARGIN = 0.4;
/** It may be larger by this share of its longer side than it was first: more, and a frame's side was taken for a part of it. */
const CLOSER_MORE = 0.3;

/** By how much a picture is shrunk before a digit is looked for that fills it. */
export const workingFactor = ({ width, height }: Pick<Raster, 'width' | 'height'>): number =>
  Math.max(1, Math.ceil(Math.max(width, height) / WORKING_SIDE));

/**
 * Finds the one digit of a picture, normalised to 28x28 as in MNIST, with its box in the picture's pixels. Takes any size, either
 * polarity, uneven light, grain and specks. A blank picture and one of nothing but noise give []. For strings: findCandidates.
 */
export function findGlyphs(raster: Raster): Glyph[] {
  if (raster.width < 1 || raster.height < 1) return [];
  return digitIn(raster, observe(raster, workingFactor(raster)));
}

/** The one digit of a picture that was seen at its working factor. Wipes everything else from the ink. */
export function digitIn(picture: Raster, seen: Observation | null): Glyph[] {
  const found = seen && findDigit(seen);
  if (!found) return [];
  const isSmall = workingFactor(picture) > 1 && Math.max(found.inInk.width, found.inInk.height) < CLOSER_SIDE;
  return [{ ...((isSmall ? findCloser(picture, found.glyph.box, seen) : null) ?? found.glyph), row: 0 }];
}

interface Found {
  readonly glyph: Pick<Glyph, 'pixels' | 'box'>;
  readonly inInk: Box;
}

function findDigit(seen: Observation): Found | null {
  const { ink, toPicture } = seen;
  const inInk = isolateDigit(seen);
  if (inInk === null) return null;
  const strokeWidth = strokeWidthOf(ink, inInk);
  if (!isDigitLike(ink, inInk, strokeWidth)) return null;
  return { glyph: { pixels: glyphOf(ink, inInk, strokeWidth), box: toPicture(inInk) }, inInk };
}

/** Looks again at a digit that lost its detail when a large picture was shrunk; null when it is no longer found, or something larger is. */
function findCloser(picture: Raster, box: Box, before: Observation): Found['glyph'] | null {
  const part = widened(box, Math.ceil(CLOSER_MARGIN * Math.max(box.width, box.height)), picture);
  const seen = observe(picture, workingFactor(part), part, before);
  const glyph = (seen && findDigit(seen)?.glyph) ?? null;
  const most = CLOSER_MORE * Math.max(box.width, box.height);
  return glyph !== null && Math.max(glyph.box.width - box.width, glyph.box.height - box.height) <= most ? glyph : null;
}

/** The glyph of the digit in `box`, its strokes neither too thin nor too thick to be known. */
export function glyphOf(ink: Ink | Raster, box: Box, strokeWidth: number): Float32Array {
  const fitted = fitStrokes(ink, box, strokeWidth);
  const fittedBox = fitted && strongBox(fitted, wholeOf(fitted));
  // Ink that is nowhere strong has no box; it stays as it is.
  return fitted && fittedBox && fittedBox.width > 0 ? normalise(fitted, fittedBox) : normalise(ink, box);
}
