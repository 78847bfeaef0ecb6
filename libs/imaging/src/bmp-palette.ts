import type { BmpHeader } from './bmp-header';
import { colourContrast } from './colour-contrast';
import { lumaOnPaper } from './luma';

/**
 * Grey values of a BMP whose pixels are indexes into a table of colours, of which one beyond the table is black. Our own loop, straight to grey:
 * two megabytes of a bit a pixel are 20 megapixels, and unfolding them to RGBA first keeps the event loop for more than a second.
 */
export function greyOfPalette(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { width, height, bitsPerPixel } = header;
  const table = tableOf(bytes, header);
  const greys = lumaOnPaper(table, 4, 255);
  const mask = (1 << bitsPerPixel) - 1;
  const grey = new Uint8Array(width * height);
  for (let y = 0, to = 0; y < height; y++) {
    const end = to + width;
    for (let from = rowAt(header, y); to < end; from++) {
      const byte = bytes[from]!;
      for (let shift = 8 - bitsPerPixel; shift >= 0 && to < end; shift -= bitsPerPixel) grey[to++] = greys[(byte >> shift) & mask]!;
    }
  }
  const perByte = 8 / bitsPerPixel;
  const offsetOf = (pixel: number): number => {
    const x = pixel % width;
    const byte = bytes[rowAt(header, Math.floor(pixel / width)) + Math.floor(x / perByte)]!;
    return 4 * ((byte >> (8 - bitsPerPixel * ((x % perByte) + 1))) & mask);
  };
  return colourContrast({ values: table, hasAlpha: false, offsetOf }, grey) ?? grey;
}

/** Where row y from the top begins. */
const rowAt = ({ height, isTopDown, pixelsAt, rowBytes }: BmpHeader, y: number): number =>
  pixelsAt + (isTopDown ? y : height - 1 - y) * rowBytes;

/** The colours as 256 RGBA pixels. */
function tableOf(bytes: Uint8Array, { tableAt, tableEnd }: BmpHeader): Uint8Array {
  const table = new Uint8Array(4 * 256);
  for (let at = 0; at < table.length; at += 4) {
    const from = tableAt + at;
    table.set(from < tableEnd ? [bytes[from + 2]!, bytes[from + 1]!, bytes[from]!, 255] : [0, 0, 0, 255], at);
  }
  return table;
}
