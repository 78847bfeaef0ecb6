import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { ImageError } from './image-error';
import { MAX_IMAGE_PIXELS } from './limits';

// One thread an image: many images are decoded side by side, and more threads than that only fight for the same cores.
sharp.concurrency(1);
// No two uploads are the same bytes in the same buffer, so libvips' operation cache never hits and only holds memory.
sharp.cache(false);
// Sniffing already keeps other types away; should it ever be wrong, libvips itself refuses SVG, PDF and the rest.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadPng',
    'VipsForeignLoadJpeg',
    'VipsForeignLoadWebp',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadTiff',
    'VipsForeignLoadHeif',
  ],
});

/** No honest image of 20 megapixels takes this long; what does is built to hurt. */
const MAX_DECODE_SECONDS = 20;

/** Opens the first frame of an image, upright; nothing is decoded yet. */
export function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: MAX_IMAGE_PIXELS, failOn: 'error', pages: 1, autoOrient: true }).timeout({
    seconds: MAX_DECODE_SECONDS,
  });
}

/** What sharp threw, as an ImageError. libvips reports by sentence only, so the one limit it checks is told by its words. */
export function imageErrorFrom(cause: unknown): ImageError {
  if (cause instanceof ImageError) return cause;
  if (cause instanceof Error && /pixel limit/i.test(cause.message)) {
    return new ImageError('too_many_pixels', 'The image has more than 20 megapixels.', { cause });
  }
  return new ImageError('undecodable', 'The image is damaged and cannot be read.', { cause });
}
