import { decode } from 'bmp-ts';
import { admitSize } from './admit';
import { ImageError } from './image-error';
import type { Raster } from './raster';
import { greyOf } from './grey';

const FILE_HEADER = 14;
const INFO_HEADERS: readonly number[] = [40, 52, 56, 108, 124];
const UNCOMPRESSED = 0;
const BIT_FIELDS = 3;

interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly compression: number;
  /** Where the colour table ends: where the decoder expects the pixels. */
  readonly tableEnd: number;
  /** Where the file says that the pixels are. */
  readonly pixelsAt: number;
  readonly rowBytes: number;
}

const damaged = (what: string): ImageError => new ImageError('undecodable', `The BMP image is damaged: ${what}.`);

/**
 * Reads and checks a BMP's header before anything is allocated for it: the decoder trusts every field, and allocates by them.
 * Throws ImageError when a field is out of range or the pixels are not all there.
 */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FILE_HEADER + 40) throw damaged('the header is cut off');
  const headerSize = view.getUint32(14, true);
  if (!INFO_HEADERS.includes(headerSize)) throw new ImageError('unsupported_type', 'This kind of BMP image is not supported.');
  const width = view.getInt32(18, true);
  const height = Math.abs(view.getInt32(22, true));
  admitSize(width, height);
  const bitsPerPixel = view.getUint16(28, true);
  if (![1, 4, 8, 16, 24, 32].includes(bitsPerPixel)) throw damaged('impossible bits per pixel');
  const compression = view.getUint32(30, true);
  if (compression !== UNCOMPRESSED && !(compression === BIT_FIELDS && (bitsPerPixel === 16 || bitsPerPixel === 32))) {
    throw new ImageError('unsupported_type', 'Compressed BMP images are not supported.');
  }
  const colours = view.getUint32(46, true);
  if (colours > 256 || (bitsPerPixel <= 8 && colours > 1 << bitsPerPixel)) throw damaged('impossible colour table');
  const hasTable = bitsPerPixel <= 8 || colours > 0;
  const tableEntries = hasTable ? colours || 1 << bitsPerPixel : 0;
  const maskBytes = headerSize === 40 && compression === BIT_FIELDS ? 12 : 0;
  const tableEnd = FILE_HEADER + headerSize + maskBytes + tableEntries * 4;
  const pixelsAt = view.getUint32(10, true);
  const rowBytes = Math.ceil((width * bitsPerPixel) / 32) * 4;
  if (pixelsAt < tableEnd || pixelsAt + rowBytes * height > bytes.length) throw damaged('the pixels are cut off');
  return { width, height, bitsPerPixel, compression, tableEnd, pixelsAt, rowBytes };
}

/**
 * Decodes an uncompressed BMP (1, 4, 8, 16, 24 or 32 bits) into a grey raster. A 32-bit BMP's fourth byte is padding unless its
 * header names an alpha mask and some pixel uses it.
 */
export function decodeBmp(bytes: Uint8Array): Raster {
  const { width, height, bitsPerPixel, tableEnd, pixelsAt, rowBytes } = readBmpHeader(bytes);
  // The decoder ignores the pixels' offset, so they are moved to where it looks for them.
  const file = Buffer.concat([bytes.subarray(0, tableEnd), bytes.subarray(pixelsAt, pixelsAt + rowBytes * height)]);
  // It also stops at the first row of an odd width at 4 bits. The row is padded anyway: read it one pixel wider.
  const wide = bitsPerPixel === 4 ? width + (width % 2) : width;
  file.writeInt32LE(wide, 18);
  const { data } = decode(file, { toRGBA: false });
  const rgba = rgbaFrom(data, width, height, wide);
  return { width, height, data: greyOf(rgba, 4) };
}

/** Reorders the decoder's ABGR pixels, `wide` in a row, to RGBA, `width` in a row; opaque when no pixel has any alpha. */
function rgbaFrom(abgr: Uint8Array, width: number, height: number, wide: number): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  let anyAlpha = 0;
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, from = y * wide * 4; x < width; x++, to += 4, from += 4) {
      rgba[to] = abgr[from + 3]!;
      rgba[to + 1] = abgr[from + 2]!;
      rgba[to + 2] = abgr[from + 1]!;
      anyAlpha |= rgba[to + 3] = abgr[from]!;
    }
  }
  if (anyAlpha === 0) for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255;
  return rgba;
}
