import { luma } from './luma';
import { sampleOf } from './sample';

/** Alpha below which a pixel is not seen: the last rounding of a stroke's edge has any colour. */
const VISIBLE = 16;
/** Luma from which ink on white paper is lost. */
const LIGHT = 200;

/**
 * Whether pixels with alpha are light ink on nothing, as a board or a dark page is saved: most is transparent, and all that is seen is light.
 * `channels` as in `greyOf`. A picture that merely has transparent corners is none.
 */
export function isLightInk(pixels: Uint8Array, channels: number): boolean {
  const alphaAt = channels === 2 ? 1 : 3;
  const sample = sampleOf(Math.floor(pixels.length / channels));
  let seen = 0;
  for (const i of sample) if (pixels[i * channels + alphaAt]! >= VISIBLE) seen++;
  if (2 * seen > sample.length) return false;
  let isSeen = false;
  for (let p = 0; p + alphaAt < pixels.length; p += channels) {
    if (pixels[p + alphaAt]! < VISIBLE) continue;
    if ((channels === 2 ? pixels[p]! : luma(pixels[p]!, pixels[p + 1]!, pixels[p + 2]!)) < LIGHT) return false;
    isSeen = true;
  }
  return isSeen;
}
