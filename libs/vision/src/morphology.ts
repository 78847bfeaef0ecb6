import type { Raster } from './raster';

/**
 * Largest value within `radius` along one line of a picture, in place: van Herk's and Gil and Werman's algorithm, three
 * comparisons a pixel whatever the radius (M. van Herk, Pattern Recognition Letters 13, 1992). Outside the line counts as 0.
 */
function maxAlong(
  data: Uint8Array,
  start: number,
  stride: number,
  length: number,
  radius: number,
  buffers: [Uint8Array, Uint8Array],
): void {
  const size = 2 * radius + 1;
  const padded = length + 2 * radius;
  const [forward, backward] = buffers;
  const at = (i: number): number => (i >= radius && i < radius + length ? data[start + (i - radius) * stride]! : 0);
  for (let i = 0; i < padded; i++) forward[i] = i % size === 0 ? at(i) : Math.max(forward[i - 1]!, at(i));
  for (let i = padded - 1; i >= 0; i--) {
    backward[i] = i === padded - 1 || (i + 1) % size === 0 ? at(i) : Math.max(backward[i + 1]!, at(i));
  }
  for (let i = 0; i < length; i++) data[start + i * stride] = Math.max(backward[i]!, forward[i + size - 1]!);
}

/** Each pixel the largest value within `radius` (a square): grows light, or ink where ink is large. */
export function dilate({ width, height, data }: Raster, radius: number): Raster {
  const out = data.slice();
  const room = Math.max(width, height) + 2 * radius;
  const buffers: [Uint8Array, Uint8Array] = [new Uint8Array(room), new Uint8Array(room)];
  for (let y = 0; y < height; y++) maxAlong(out, y * width, 1, width, radius, buffers);
  for (let x = 0; x < width; x++) maxAlong(out, x, width, height, radius, buffers);
  return { width, height, data: out };
}

/** The picture with black and white swapped. */
export function negative({ width, height, data }: Raster): Raster {
  return { width, height, data: data.map((value) => 255 - value) };
}

/** Each pixel the smallest value within `radius` (a square). Outside counts as 255. */
export function erode(raster: Raster, radius: number): Raster {
  return negative(dilate(negative(raster), radius));
}

/** Fills in everything dark that is narrower than the square, and leaves edges of larger things where they are. */
export function close(raster: Raster, radius: number): Raster {
  return erode(dilate(raster, radius), radius);
}
