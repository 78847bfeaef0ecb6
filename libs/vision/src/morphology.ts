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
  [padded, forward]: readonly [Uint8Array, Uint8Array],
): void {
  const size = 2 * radius + 1;
  const end = length + 2 * radius;
  padded.fill(0, 0, radius);
  padded.fill(0, radius + length, end);
  for (let i = radius, at = start; i < radius + length; i++, at += stride) padded[i] = data[at]!;
  for (let from = 0; from < end; from += size) {
    const next = Math.min(end, from + size);
    let most = 0;
    for (let i = from; i < next; i++) forward[i] = most = padded[i]! > most ? padded[i]! : most;
    most = 0;
    // Backwards in place: what was read forwards is no longer needed.
    for (let i = next - 1; i >= from; i--) padded[i] = most = padded[i]! > most ? padded[i]! : most;
  }
  for (let i = 0, at = start; i < length; i++, at += stride) {
    const [before, after] = [padded[i]!, forward[i + size - 1]!];
    data[at] = before > after ? before : after;
  }
}

/** Each pixel the largest value within `radius` (a square): grows light, or ink where ink is large. */
export function dilate({ width, height, data }: Raster, radius: number): Raster {
  const out = new Uint8Array(data);
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
