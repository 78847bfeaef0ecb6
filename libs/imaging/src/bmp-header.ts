import { admitSize } from './admit';
import { ImageError } from './image-error';

const FILE_HEADER = 14;
const INFO_HEADERS: readonly number[] = [40, 52, 56, 108, 124];
const UNCOMPRESSED = 0;
const BIT_FIELDS = 3;

export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Whether the top row comes first. */
  readonly isTopDown: boolean;
  readonly bitsPerPixel: number;
  readonly compression: number;
  /** Where the colour table begins. */
  readonly tableAt: number;
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
  const signedHeight = view.getInt32(22, true);
  const height = Math.abs(signedHeight);
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
  const tableAt = FILE_HEADER + headerSize + maskBytes;
  const tableEnd = tableAt + tableEntries * 4;
  const pixelsAt = view.getUint32(10, true);
  const rowBytes = Math.ceil((width * bitsPerPixel) / 32) * 4;
  if (pixelsAt < tableEnd || pixelsAt + rowBytes * height > bytes.length) throw damaged('the pixels are cut off');
  return { width, height, isTopDown: signedHeight < 0, bitsPerPixel, compression, tableAt, tableEnd, pixelsAt, rowBytes };
}
