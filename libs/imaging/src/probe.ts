import { admit, admitSize } from './admit';
import { readBmpHeader } from './bmp-header';
import { mimeTypes } from './image-header';
import type { ImageHeader, ImageType } from './image-header';
import { imageErrorFrom, open } from './sharp-engine';

async function sizeOf(bytes: Uint8Array, type: ImageType): Promise<{ width: number; height: number }> {
  if (type === 'bmp') return readBmpHeader(bytes);
  try {
    return (await open(bytes).metadata()).autoOrient;
  } catch (error) {
    throw imageErrorFrom(error);
  }
}

/** Type and size of an image from its header, without decoding its pixels. Throws ImageError. */
export async function probe(bytes: Uint8Array): Promise<ImageHeader> {
  const type = admit(bytes);
  const { width, height } = await sizeOf(bytes, type);
  admitSize(width, height);
  return { type, mime: mimeTypes[type], width, height };
}
