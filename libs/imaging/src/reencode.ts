import sharp from 'sharp';
import { admit } from './admit';
import { decodeBmp } from './bmp';
import { imageErrorFrom, open } from './sharp-engine';

/** Longest side of a picture that is shown back, in pixels; no screen shows more of it at once. */
const MAX_SHOWN_SIDE = 2048;

/**
 * A PNG of the image's pixels and nothing else: upright, first frame, without metadata, at most 2048 pixels a side.
 * BMPs come back grey. Throws ImageError when the image is at fault.
 */
export async function reencode(bytes: Uint8Array): Promise<Buffer> {
  const type = admit(bytes);
  try {
    const image = type === 'bmp' ? rawImage(bytes) : open(bytes);
    return await image.resize(MAX_SHOWN_SIDE, MAX_SHOWN_SIDE, { fit: 'inside', withoutEnlargement: true }).png().toBuffer();
  } catch (error) {
    throw imageErrorFrom(error);
  }
}

function rawImage(bytes: Uint8Array): sharp.Sharp {
  const { width, height, data } = decodeBmp(bytes);
  return sharp(data, { raw: { width, height, channels: 1 } });
}
