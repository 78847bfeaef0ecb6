// Typed arrays of known length: every index below is inside, `!` only says so to the compiler. All loops over pixels stand beside the functions
// that they call for each, as a call into another module is not inlined.

/**
 * Luma of Rec. ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B) in 8 bits of fixed point; the weights sum to 256, so white stays 255.
 */
export const luma = (red: number, green: number, blue: number): number => (red * 77 + green * 150 + blue * 29 + 128) >> 8;

/** `value` seen through `alpha` on paper; all 0..255. */
const onPaper = (value: number, alpha: number, paper: number): number =>
  alpha === 255 ? value : Math.round(paper + ((value - paper) * alpha) / 255);

export function lumaOfRgb(pixels: Uint8Array): Uint8Array {
  const grey = new Uint8Array(pixels.length / 3);
  for (let i = 0, p = 0; i < grey.length; i++, p += 3) grey[i] = luma(pixels[p]!, pixels[p + 1]!, pixels[p + 2]!);
  return grey;
}

/** Grey and alpha, laid on grey paper. */
export function greyOnPaper(pixels: Uint8Array, paper: number): Uint8Array {
  const grey = new Uint8Array(pixels.length / 2);
  for (let i = 0, p = 0; i < grey.length; i++, p += 2) grey[i] = onPaper(pixels[p]!, pixels[p + 1]!, paper);
  return grey;
}

/** RGB, alpha and what else the `channels` are, laid on grey paper. */
export function lumaOnPaper(pixels: Uint8Array, channels: number, paper: number): Uint8Array {
  const grey = new Uint8Array(pixels.length / channels);
  // Drawings and scans are mostly one colour: a pixel that equals the one before costs one comparison.
  const hasWords = channels === 4 && pixels.byteOffset % 4 === 0;
  const words = new Int32Array(pixels.buffer, hasWords ? pixels.byteOffset : 0, hasWords ? grey.length : 0);
  let value = 0;
  for (let i = 0, p = 0; i < grey.length; i++, p += channels) {
    if (i === 0 || words[i] === undefined || words[i] !== words[i - 1]) {
      value = onPaper(luma(pixels[p]!, pixels[p + 1]!, pixels[p + 2]!), pixels[p + 3]!, paper);
    }
    grey[i] = value;
  }
  return grey;
}
