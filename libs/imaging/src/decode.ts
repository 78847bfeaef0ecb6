import { admit } from './admit';
import { decodeBmp } from './bmp';
import { greyOf } from './grey';
import type { Raster } from './raster';
import { imageErrorFrom, open } from './sharp-engine';

/**
 * Decodes the first frame of an image into a grey raster: upright by its EXIF orientation, transparency laid on white
 * (on black where all that is seen is light), 8 bits whatever the depth and colour space were.
 * Throws ImageError when the image is at fault, and the signal's reason when it was aborted before or meanwhile.
 */
export async function decode(bytes: Uint8Array, signal?: AbortSignal): Promise<Raster> {
  signal?.throwIfAborted();
  const type = admit(bytes);
  try {
    if (type === 'bmp') return decodeBmp(bytes);
    // sRGB (or grey) in 8 bits is what raw output is converted to: CMYK, 16 bits, palettes and Lab need nothing from us.
    const { data, info } = await open(bytes).raw().toBuffer({ resolveWithObject: true });
    signal?.throwIfAborted();
    return { width: info.width, height: info.height, data: greyOf(data, info.channels) };
  } catch (error) {
    signal?.throwIfAborted();
    throw imageErrorFrom(error);
  }
}
