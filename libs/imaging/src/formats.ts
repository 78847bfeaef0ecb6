import sharp from 'sharp';
import type { ImageType } from './image-header';

/** The libraries that decode images, and whether each of our types can be read with them. */
export interface ImageFormats {
  readonly sharp: string;
  readonly libvips: string;
  readonly decoders: Readonly<Record<ImageType, boolean>>;
}

/** The image types that this machine's sharp can read; BMP needs none, because Numera reads it itself. */
export function imageFormats(): ImageFormats {
  const reads = (name: 'png' | 'jpeg' | 'webp' | 'gif' | 'tiff' | 'heif'): boolean => sharp.format[name]?.input.buffer === true;
  return {
    sharp: sharp.versions.sharp ?? 'unknown',
    libvips: sharp.versions.vips,
    decoders: {
      png: reads('png'),
      jpeg: reads('jpeg'),
      gif: reads('gif'),
      webp: reads('webp'),
      tiff: reads('tiff'),
      // AVIF comes in HEIF's container; libvips lists the two as one.
      avif: reads('heif'),
      bmp: true,
    },
  };
}
