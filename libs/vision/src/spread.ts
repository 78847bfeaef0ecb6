import type { Raster } from './raster';

/** Levels of a picture that was reduced by `factor`, enlarged (bilinearly) to every pixel of the large one; 0..255. */
export function spread(levels: ArrayLike<number>, small: Raster, large: Raster, factor: number): Uint8Array {
  const { width, height } = large;
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const sy = Math.min(small.height - 1, Math.max(0, (y + 0.5) / factor - 0.5));
    const y0 = Math.floor(sy) * small.width;
    const y1 = Math.min(small.height - 1, Math.floor(sy) + 1) * small.width;
    const fy = sy - Math.floor(sy);
    for (let x = 0; x < width; x++) {
      const sx = Math.min(small.width - 1, Math.max(0, (x + 0.5) / factor - 0.5));
      const x0 = Math.floor(sx);
      const x1 = Math.min(small.width - 1, x0 + 1);
      const fx = sx - x0;
      const above = levels[y0 + x0]! * (1 - fx) + levels[y0 + x1]! * fx;
      const below = levels[y1 + x0]! * (1 - fx) + levels[y1 + x1]! * fx;
      result[y * width + x] = Math.min(255, Math.max(0, above * (1 - fy) + below * fy + 0.5));
    }
  }
  return result;
}
