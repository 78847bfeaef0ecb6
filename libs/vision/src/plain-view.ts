import { wholeOf } from './digit';
import { FRAMED_SIDE } from './paper';
import { SMALL_SIDE, polarityOf } from './polarity';
import { GLYPH_SIDE, GLYPH_SIZE } from './raster';
import type { Box, PlainViews, Raster } from './raster';
import { enlarge, shrink } from './resample';

/** Only a picture about as wide as high may be a glyph as it is: no side shorter than this share of the other. */
const SHARE = 0.8;
/** Grey levels between paper and ink without which there is nothing to stretch; more where no digit was found: it may be grain. */
const CONTRAST = { least: 14, stark: 80 };
/** Ink that spans this share of a picture was cut out without paper around it, and is larger than a network knows digits. */
const TIGHT = 0.86;
/** Side of such a picture within a glyph: about that of MNIST's ink, and the soft edge. */
const INNER_SIDE = 22;

/** Whether a picture is small and square enough that it may be the picture of one digit as scanned, cut out and centred by others. */
export const isGlyphLike = ({ width, height }: Pick<Raster, 'width' | 'height'>): boolean =>
  Math.max(width, height) <= SMALL_SIDE && Math.min(width, height) >= SHARE * Math.max(width, height);

/**
 * A small picture as glyphs without looking for anything in it: resized to 28x28, the commonest grey level paper, the furthest from it ink.
 * Lines and stripes that mislead the search for a digit leave such a view as the network has learned it. Where the ink, as it was found, leaves
 * no margin, or the picture is so small that the search can hardly see one, there is a second view with a margin. Null without contrast.
 */
export function plainViews(picture: Raster, ink: Box | undefined): PlainViews | null {
  const { width, height } = picture;
  const inked = inkIn(picture, ink === undefined ? CONTRAST.stark : CONTRAST.least);
  if (inked === null) return null;
  const whole = resized(inked, GLYPH_SIDE);
  const isTight = ink === undefined || Math.max(ink.width / width, ink.height / height) >= TIGHT;
  return isTight || Math.min(width, height) < FRAMED_SIDE ? [whole, resized(inked, INNER_SIDE)] : [whole];
}

/** The picture with ink bright on 0, from 0 to 255; null where it has less contrast (in grey levels). */
function inkIn(picture: Raster, contrast: number): Raster | null {
  const { width, height, data } = picture;
  const { darkest, lightest, paper, isPaperDark: isInkLight } = polarityOf(picture);
  const span = isInkLight ? lightest - paper : paper - darkest;
  if (span < contrast) return null;
  const scale = (isInkLight ? 255 : -255) / span;
  return { width, height, data: data.map((value) => Math.max(0, Math.min(255, (value - paper) * scale))) };
}

/** The picture as a square of `side` pixels in the middle of a glyph. */
function resized(picture: Raster, side: number): Float32Array {
  const { width, height } = picture;
  const data = (Math.max(width, height) > side ? shrink : enlarge)(picture, wholeOf(picture), side, side);
  const pixels = new Float32Array(GLYPH_SIZE);
  const margin = (GLYPH_SIDE - side) / 2;
  for (let y = 0, at = 0; y < side; y++) {
    for (let x = 0; x < side; x++, at++) {
      pixels[(margin + y) * GLYPH_SIDE + margin + x] = Math.max(0, Math.min(1, data[at]! / 255));
    }
  }
  return pixels;
}
