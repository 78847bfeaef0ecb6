import sharp from 'sharp';
import type { Raster } from './raster';

/** A grey PNG of a raster. */
export function encodePng({ width, height, data }: Raster): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
