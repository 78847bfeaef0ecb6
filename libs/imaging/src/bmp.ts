import { decode } from 'bmp-ts';
import { readBmpHeader, type BmpHeader } from './bmp-header';
import { greyOfPalette } from './bmp-palette';
import { greyOf } from './grey';
import type { Raster } from './raster';

/**
 * Decodes an uncompressed BMP (1, 4, 8, 16, 24 or 32 bits) into a grey raster. A 32-bit BMP's fourth byte is padding unless its
 * header names an alpha mask and some pixel uses it.
 */
export function decodeBmp(bytes: Uint8Array): Raster {
  const header = readBmpHeader(bytes);
  const data = header.bitsPerPixel <= 8 ? greyOfPalette(bytes, header) : greyOf(rgbaOf(bytes, header), 4);
  return { width: header.width, height: header.height, data };
}

/** RGBA of pixels that are colours themselves; opaque when no pixel has any alpha. */
function rgbaOf(bytes: Uint8Array, { width, height, tableEnd, pixelsAt, rowBytes }: BmpHeader): Uint8Array {
  // The decoder ignores the pixels' offset, so they are moved to where it looks for them.
  const file = Buffer.concat([bytes.subarray(0, tableEnd), bytes.subarray(pixelsAt, pixelsAt + rowBytes * height)]);
  const { data: abgr } = decode(file, { toRGBA: false });
  const rgba = new Uint8Array(width * height * 4);
  let anyAlpha = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    rgba[at] = abgr[at + 3]!;
    rgba[at + 1] = abgr[at + 2]!;
    rgba[at + 2] = abgr[at + 1]!;
    anyAlpha |= rgba[at + 3] = abgr[at]!;
  }
  if (anyAlpha === 0) for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return rgba;
}
