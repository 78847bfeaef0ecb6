/**
 * Luma of Rec. ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B) in 8 bits of fixed point; the weights sum to 256, so white stays 255.
 */
const luma = (red: number, green: number, blue: number): number => (red * 77 + green * 150 + blue * 29 + 128) >> 8;

/** `value` seen through `alpha` on white paper; both 0..255. */
const onWhite = (value: number, alpha: number): number => (alpha === 255 ? value : 255 - Math.round(((255 - value) * alpha) / 255));

/**
 * Grey values of interleaved 8-bit pixels, transparency laid on white.
 * `channels`: 1 grey, 2 grey + alpha, 3 RGB, 4 RGBA. Our own loop because libvips' flatten + greyscale takes 2-3 times as long.
 */
export function greyOf(pixels: Uint8Array, channels: number): Uint8Array {
  if (channels === 1) return pixels;
  const count = Math.floor(pixels.length / channels);
  const grey = new Uint8Array(count);
  // Typed arrays of known length: every index below is inside, `!` only says so to the compiler.
  if (channels === 2) {
    for (let i = 0, p = 0; i < count; i++, p += 2) grey[i] = onWhite(pixels[p]!, pixels[p + 1]!);
  } else if (channels === 3) {
    for (let i = 0, p = 0; i < count; i++, p += 3) grey[i] = luma(pixels[p]!, pixels[p + 1]!, pixels[p + 2]!);
  } else {
    // Drawings and scans are mostly one colour: a pixel that equals the one before costs one comparison.
    const words = new Int32Array(pixels.buffer, pixels.byteOffset, pixels.byteOffset % 4 === 0 ? count : 0);
    let value = 0;
    for (let i = 0, p = 0; i < count; i++, p += 4) {
      if (i === 0 || words[i] === undefined || words[i] !== words[i - 1]) {
        value = onWhite(luma(pixels[p]!, pixels[p + 1]!, pixels[p + 2]!), pixels[p + 3]!);
      }
      grey[i] = value;
    }
  }
  return grey;
}
