import type { Box, Raster } from './raster';

/**
 * Area average along one axis: output cell `i` covers `[origin + i * step, origin + (i + 1) * step)` of the input.
 * What lies outside the input counts as 0, so a cell that is half outside keeps half of its ink.
 */
function averageAxis(
  from: Float32Array | Uint8Array,
  to: Float32Array,
  lines: number,
  stride: number,
  length: number,
  origin: number,
  step: number,
  cells: number,
  start: number,
  pixelStride: number,
  toLine: number,
  toCell: number,
): void {
  for (let cell = 0; cell < cells; cell++) {
    const low = Math.max(0, origin + cell * step);
    const high = Math.min(length, origin + (cell + 1) * step);
    const first = Math.floor(low);
    const last = Math.min(length - 1, Math.ceil(high) - 1);
    for (let line = 0; line < lines; line++) {
      let sum = 0;
      const base = start + line * stride;
      for (let at = first; at <= last; at++) {
        const share = Math.min(high, at + 1) - Math.max(low, at);
        sum += from[base + at * pixelStride]! * share;
      }
      to[line * toLine + cell * toCell] = high > low ? sum / step : 0;
    }
  }
}

/**
 * Shrinks the `box` of a raster to `width` x `height` by area averaging: each output pixel is the mean of the input
 * that it covers, so thin strokes grow faint instead of falling between samples. Values stay in 0..255, as floats.
 */
export function shrink(raster: Raster, box: Box, width: number, height: number): Float32Array {
  const narrow = new Float32Array(width * box.height);
  const start = box.y * raster.width + box.x;
  averageAxis(raster.data, narrow, box.height, raster.width, box.width, 0, box.width / width, width, start, 1, width, 1);
  const result = new Float32Array(width * height);
  averageAxis(narrow, result, width, 1, box.height, 0, box.height / height, height, 0, width, 1, width);
  return result;
}

/** Keys' cubic convolution kernel with a = -0.5 (Catmull-Rom), support 2. R. Keys, IEEE Trans. ASSP 29(6), 1981. */
function cubic(distance: number): number {
  const d = Math.abs(distance);
  if (d < 1) return (1.5 * d - 2.5) * d * d + 1;
  if (d < 2) return ((-0.5 * d + 2.5) * d - 4) * d + 2;
  return 0;
}

/** Enlarges the `box` of a raster to `width` x `height` smoothly (bicubic); outside the box counts as 0. Values in 0..255. */
export function enlarge(raster: Raster, box: Box, width: number, height: number): Float32Array {
  const narrow = new Float32Array(width * box.height);
  for (let x = 0; x < width; x++) {
    const centre = ((x + 0.5) * box.width) / width - 0.5;
    const first = Math.floor(centre) - 1;
    for (let y = 0; y < box.height; y++) {
      let sum = 0;
      for (let at = Math.max(0, first); at < Math.min(box.width, first + 4); at++) {
        sum += raster.data[(box.y + y) * raster.width + box.x + at]! * cubic(centre - at);
      }
      narrow[y * width + x] = sum;
    }
  }
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const centre = ((y + 0.5) * box.height) / height - 0.5;
    const first = Math.floor(centre) - 1;
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let at = Math.max(0, first); at < Math.min(box.height, first + 4); at++) sum += narrow[at * width + x]! * cubic(centre - at);
      result[y * width + x] = Math.min(255, Math.max(0, sum));
    }
  }
  return result;
}

/** The raster with neither side over `side` pixels, by area averaging; itself when it is small enough. */
export function bounded(raster: Raster, side: number): Raster {
  const ratio = Math.max(raster.width, raster.height) / side;
  if (ratio <= 1) return raster;
  const width = Math.max(1, Math.round(raster.width / ratio));
  const height = Math.max(1, Math.round(raster.height / ratio));
  const means = shrink(raster, { x: 0, y: 0, width: raster.width, height: raster.height }, width, height);
  const data = new Uint8Array(means.length);
  for (let i = 0; i < data.length; i++) data[i] = means[i]! + 0.5;
  return { width, height, data };
}
