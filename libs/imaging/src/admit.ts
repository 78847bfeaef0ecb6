import { ImageError } from './image-error';
import type { ImageType } from './image-header';
import { MAX_IMAGE_BYTES, MAX_IMAGE_PIXELS } from './limits';
import { sniff } from './sniff';

/** The type of bytes that are worth opening; throws ImageError `empty`, `too_large` or `unsupported_type`. */
export function admit(bytes: Uint8Array): ImageType {
  if (bytes.length === 0) throw new ImageError('empty', 'The image is empty.');
  if (bytes.length > MAX_IMAGE_BYTES) throw new ImageError('too_large', 'The image is larger than 10 MB.');
  const type = sniff(bytes);
  if (type === null) {
    throw new ImageError('unsupported_type', 'This is not a PNG, JPEG, WebP, GIF, TIFF, AVIF or BMP image.');
  }
  return type;
}

/** Throws ImageError unless the size is one that we are ready to unfold in memory. */
export function admitSize(width: number, height: number): void {
  if (!(width >= 1 && height >= 1)) throw new ImageError('undecodable', 'The image has no pixels.');
  if (width * height > MAX_IMAGE_PIXELS) throw new ImageError('too_many_pixels', 'The image has more than 20 megapixels.');
}
