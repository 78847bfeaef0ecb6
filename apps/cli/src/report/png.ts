import type { Raster } from '@numera/vision';
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
  return whole;
}

/** A grey raster as PNG bytes (8 bits, no filter): pictures of a report are small, so a decoder's library would be too much. */
export function pngOf({ width, height, data }: Raster): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(data.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

/** Shrinks a raster to at most `side` pixels on its longer side by the mean of the pixels that fall together; smaller ones stay as they are. */
export function thumbnail(raster: Raster, side: number): Raster {
  const factor = Math.max(raster.width, raster.height) / side;
  if (factor <= 1) return raster;
  const [width, height] = [Math.max(1, Math.round(raster.width / factor)), Math.max(1, Math.round(raster.height / factor))];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const [top, bottom] = spanOf(y, height, raster.height);
    for (let x = 0; x < width; x++) {
      const [left, right] = spanOf(x, width, raster.width);
      let sum = 0;
      for (let row = top; row < bottom; row++) for (let at = left; at < right; at++) sum += raster.data[row * raster.width + at] ?? 0;
      data[y * width + x] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  }
  return { width, height, data };
}

/** The pixels from which one of `small` comes; at least one. */
function spanOf(index: number, small: number, large: number): [number, number] {
  const from = Math.floor((index * large) / small);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * large) / small))];
}

/** The raster as the address of an image inside a page. */
export const dataUrlOf = (raster: Raster): string => `data:image/png;base64,${pngOf(raster).toString('base64')}`;
