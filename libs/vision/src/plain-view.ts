import { GLYPH_SIDE, GLYPH_SIZE } from './raster';
import type { Box, Raster } from './raster';
import { enlarge, shrink } from './resample';

/** Only a picture that is about as large as a glyph may be one as it is: no side longer, none shorter than the other by more. */
const LONGEST = 48;
const SHARE = 0.8;
/** Grey levels between paper and ink without which there is nothing to stretch. */
const MIN_CONTRAST = 14;
/** Of all pixels, how many may be darker than what counts as black, and lighter than white. */
const OUTLIERS = 0.01;

/** Whether a picture is small and square enough that it may be the picture of one digit as scanned, cut out and centred by others. */
export const isGlyphLike = ({ width, height }: Pick<Raster, 'width' | 'height'>): boolean =>
  Math.max(width, height) <= LONGEST && Math.min(width, height) >= SHARE * Math.max(width, height);

/**
 * A small picture as a glyph without looking for anything in it: resized to 28x28, the commonest grey level paper, the furthest from it ink.
 * Lines and stripes that mislead the search for a digit leave this view as the network has learned it. Null where ink and paper are less than
 * `minContrast` grey levels apart.
 */
export function plainView(picture: Raster, minContrast = MIN_CONTRAST): Float32Array | null {
  const sorted = Uint8Array.from(picture.data).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const [darkest, paper, lightest] = [at(OUTLIERS), at(0.5), at(1 - OUTLIERS)];
  const isInkLight = lightest - paper >= paper - darkest;
  const span = isInkLight ? lightest - paper : paper - darkest;
  if (span < minContrast) return null;
  const scale = (isInkLight ? 255 : -255) / span;
  const { width, height } = picture;
  const data = Uint8Array.from(picture.data, (value) => Math.max(0, Math.min(255, (value - paper) * scale)));
  const whole: Box = { x: 0, y: 0, width, height };
  const resized = Math.max(width, height) > GLYPH_SIDE ? shrink : enlarge;
  const pixels = resized({ width, height, data }, whole, GLYPH_SIDE, GLYPH_SIDE);
  for (let i = 0; i < GLYPH_SIZE; i++) pixels[i] = Math.max(0, Math.min(1, pixels[i]! / 255));
  return pixels;
}
