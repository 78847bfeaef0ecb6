import type { Raster } from './raster';

/** Mean of the paper within `radius` of each pixel of the small raster: what lies under the ink is guessed from around it. */
export function smoothLevels(small: Raster, isPaper: Uint8Array, fallback: number): Float32Array {
  const { width, height, data } = small;
  const radius = Math.max(2, Math.round(Math.max(width, height) / 8));
  // Sums over rectangles from a summed-area table: the same cost for any radius.
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  const counts = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + 1) * stride + x + 1;
      const own = isPaper[y * width + x]!;
      sums[at] = own * data[y * width + x]! + sums[at - 1]! + sums[at - stride]! - sums[at - stride - 1]!;
      counts[at] = own + counts[at - 1]! + counts[at - stride]! - counts[at - stride - 1]!;
    }
  }
  const levels = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - radius), Math.min(width, x + radius + 1)];
      const [top, bottom] = [Math.max(0, y - radius) * stride, Math.min(height, y + radius + 1) * stride];
      const count = counts[bottom + right]! - counts[bottom + left]! - counts[top + right]! + counts[top + left]!;
      const sum = sums[bottom + right]! - sums[bottom + left]! - sums[top + right]! + sums[top + left]!;
      levels[y * width + x] = count > 0 ? sum / count : fallback;
    }
  }
  return levels;
}

/** Bilinear enlargement of the small levels to every pixel of the raster. */
export function spread(levels: ArrayLike<number>, small: Pick<Raster, 'width' | 'height'>, width: number, height: number): Uint8Array {
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const sy = Math.min(small.height - 1, Math.max(0, ((y + 0.5) * small.height) / height - 0.5));
    const y0 = Math.floor(sy) * small.width;
    const y1 = Math.min(small.height - 1, Math.floor(sy) + 1) * small.width;
    const fy = sy - Math.floor(sy);
    for (let x = 0; x < width; x++) {
      const sx = Math.min(small.width - 1, Math.max(0, ((x + 0.5) * small.width) / width - 0.5));
      const x0 = Math.floor(sx);
      const x1 = Math.min(small.width - 1, x0 + 1);
      const fx = sx - x0;
      const above = levels[y0 + x0]! * (1 - fx) + levels[y0 + x1]! * fx;
      const below = levels[y1 + x0]! * (1 - fx) + levels[y1 + x1]! * fx;
      result[y * width + x] = above * (1 - fy) + below * fy + 0.5;
    }
  }
  return result;
}
