import type { Box, Raster } from './raster';

/** Area average along one axis: output cell `i` covers `[i * step, (i + 1) * step)` of the input. */
function averageAxis(
  from: Float32Array | Uint8Array,
  to: Float32Array,
  lines: number,
  stride: number,
  length: number,
  step: number,
  cells: number,
  start: number,
  pixelStride: number,
  toLine: number,
  toCell: number,
): void {
  for (let cell = 0; cell < cells; cell++) {
    const low = cell * step;
    const high = Math.min(length, (cell + 1) * step);
    const first = Math.floor(low);
    const last = Math.min(length - 1, Math.ceil(high) - 1);
    // Only the outermost two pixels of a cell may be covered in part.
    const [firstShare, lastShare] = [Math.min(high, first + 1) - low, high - last];
    for (let line = 0; line < lines; line++) {
      const base = start + line * stride;
      let sum = from[base + first * pixelStride]! * firstShare;
      for (let at = first + 1; at < last; at++) sum += from[base + at * pixelStride]!;
      if (last > first) sum += from[base + last * pixelStride]! * lastShare;
      to[line * toLine + cell * toCell] = sum / step;
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
  averageAxis(raster.data, narrow, box.height, raster.width, box.width, box.width / width, width, start, 1, width, 1);
  const result = new Float32Array(width * height);
  averageAxis(narrow, result, width, 1, box.height, box.height / height, height, 0, width, 1, width);
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

/** The `box` of a raster as a raster of its own. */
export function crop(raster: Raster, { x, y, width, height }: Box): Raster {
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * raster.width + x;
    data.set(raster.data.subarray(from, from + width), row * width);
  }
  return { width, height, data };
}

/** A raster and how many pixels of the original, each way, one of its pixels stands for. */
export interface Reduced {
  readonly raster: Raster;
  readonly factor: number;
}

/** The raster with neither side over `side` pixels. */
export function reduce(raster: Raster, side: number): Reduced {
  return reduceBy(raster, Math.ceil(Math.max(raster.width, raster.height) / side));
}

/**
 * The raster with each pixel the mean of a block of `factor` x `factor`, smaller at the right and bottom edges. Whole blocks, because
 * that is several times as fast as any other ratio.
 */
export function reduceBy(raster: Raster, factor: number): Reduced {
  if (factor <= 1) return { raster, factor: 1 };
  const width = Math.ceil(raster.width / factor);
  const height = Math.ceil(raster.height / factor);
  const data = new Uint8Array(width * height);
  const columns = new Int32Array(raster.width);
  for (let y = 0, to = 0; y < height; y++) {
    const rows = Math.min(factor, raster.height - y * factor);
    sumColumns(raster, y * factor, rows, columns);
    for (let from = 0; from < columns.length; from += factor, to++) {
      const end = Math.min(columns.length, from + factor);
      let sum = 0;
      for (let x = from; x < end; x++) sum += columns[x]!;
      const count = rows * (end - from);
      data[to] = ((sum + (count >> 1)) / count) | 0;
    }
  }
  return { raster: { width, height, data }, factor };
}

/** Whether the first byte of a word in memory is its lowest. */
const IS_LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
/** Sums of so many bytes fit into half a word. */
const MOST_ROWS = 257;

/** Sums of `rows` rows from `top` on, column by column; four pixels at a time, two to a word, where the rows are whole words. */
function sumColumns({ width, data }: Raster, top: number, rows: number, columns: Int32Array): void {
  const [first, last] = [top * width, (top + rows) * width];
  if (width % 4 !== 0 || data.byteOffset % 4 !== 0 || rows > MOST_ROWS || !IS_LITTLE_ENDIAN) {
    columns.fill(0);
    for (let row = first; row < last; row += width) for (let x = 0; x < width; x++) columns[x]! += data[row + x]!;
    return;
  }
  const words = new Int32Array(data.buffer, data.byteOffset, data.length >> 2);
  for (let x = 0; x < width; x += 4) {
    let [even, odd] = [0, 0];
    for (let at = (first + x) >> 2; at < last >> 2; at += width >> 2) {
      const word = words[at]!;
      even += word & 0xff00ff;
      odd += (word >>> 8) & 0xff00ff;
    }
    columns[x] = even & 0xffff;
    columns[x + 1] = odd & 0xffff;
    columns[x + 2] = even >>> 16;
    columns[x + 3] = odd >>> 16;
  }
}
