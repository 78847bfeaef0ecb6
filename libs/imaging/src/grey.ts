import { colourContrast } from './colour-contrast';
import { isLightInk } from './light-ink';
import { greyOnPaper, lumaOfRgb, lumaOnPaper } from './luma';

const BLACK = 0;
const WHITE = 255;

/**
 * Grey values of interleaved 8-bit pixels, transparency laid on white, or on black where all that is seen is light. Where luma does not tell ink
 * from paper but colour does, they are a difference of colours.
 * `channels`: 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA, more: RGBA and bands that a TIFF has for others. Our own loops because libvips'
 * flatten + greyscale takes 2-3 times as long.
 */
export function greyOf(pixels: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return pixels;
  const paper = channels !== 3 && isLightInk(pixels, channels) ? BLACK : WHITE;
  if (channels === 2) return greyOnPaper(pixels, paper);
  const grey = channels === 3 ? lumaOfRgb(pixels) : lumaOnPaper(pixels, channels, paper);
  return colourContrast({ values: pixels, hasAlpha: channels > 3, offsetOf: (pixel) => pixel * channels }, grey) ?? grey;
}
