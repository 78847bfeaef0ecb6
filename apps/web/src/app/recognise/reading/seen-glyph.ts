import { findGlyphs, type Raster } from '@numera/vision';
import type { Area } from '../paper';

export { GLYPH_SIDE } from '@numera/vision';

/** Pixels of the longer side at which a digit is looked at, at most. */
const MOST_SIDE = 96;
/** Its surroundings that are looked at to tell ink from paper, in shares of the longer side. */
const MARGIN = 0.15;

/** Luma of sRGB (ITU-R BT.601), as the server weighs colours, of each pixel of some RGBA. */
function greysOf(rgba: Uint8ClampedArray): Uint8Array {
  const greys = new Uint8Array(rgba.length / 4);
  for (let at = 0; at < greys.length; at++) {
    greys[at] = Math.round(0.299 * (rgba[4 * at] ?? 0) + 0.587 * (rgba[4 * at + 1] ?? 0) + 0.114 * (rgba[4 * at + 2] ?? 0));
  }
  return greys;
}

/** A digit whose surroundings, `margin` pixels wide, are made paper, so that none of its neighbours' ink comes along. Paper is what most of them is. */
export function amidPaper({ width, height, data }: Raster, margin: number): Raster {
  const isAround = (at: number): boolean => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return x < margin || y < margin || x >= width - margin || y >= height - margin;
  };
  const around = data.filter((_, at) => isAround(at)).sort();
  const paper = around[around.length >> 1] ?? 255;
  return { width, height, data: data.map((value, at) => (isAround(at) ? paper : value)) };
}

/**
 * The digit of a picture's box as 28x28 values in [0, 1], ink 1, made by the code that makes it for the network; null when that finds none
 * there. `box` is in the picture's pixels. Where digits touch, the network got the digit parted from its neighbour, and this shows both.
 */
export function seenGlyph(picture: CanvasImageSource, box: Area): Float32Array | null {
  const scale = Math.min(1, MOST_SIDE / Math.max(box.width, box.height, 1));
  const margin = Math.ceil(MARGIN * Math.max(box.width, box.height) * scale);
  const [width, height] = [box.width, box.height].map((length) => Math.max(1, Math.round(length * scale)) + 2 * margin) as [number, number];
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return null;
  // What is transparent, or beyond the picture, is read as paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  const [across, down] = [width / scale, height / scale];
  context.drawImage(picture, box.x - margin / scale, box.y - margin / scale, across, down, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return findGlyphs(amidPaper({ width, height, data: greysOf(data) }, margin))[0]?.pixels ?? null;
}
