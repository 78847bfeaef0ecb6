import type { Raster } from './raster';
import { reduceBy } from './resample';

const picture = (width: number, height: number): Raster => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => (i * 37 + (i >> 3)) % 256),
});

/** The mean of a block by its definition. */
function meanOf({ width, height, data }: Raster, left: number, top: number, factor: number): number {
  let [sum, count] = [0, 0];
  for (let y = top; y < Math.min(height, top + factor); y++) {
    for (let x = left; x < Math.min(width, left + factor); x++, count++) sum += data[y * width + x]!;
  }
  return Math.floor((sum + (count >> 1)) / count);
}

describe('a reduced picture', () => {
  // Rows of whole words and others, blocks that the edges cut, and more rows than half a word can sum.
  test.each([
    [16, 12, 3],
    [15, 11, 3],
    [280, 7, 2],
    [4, 600, 300],
  ])('of %d x %d pixels has the mean of each block of %d', (width, height, factor) => {
    const large = picture(width, height);
    const { raster } = reduceBy(large, factor);
    expect([raster.width, raster.height]).toEqual([Math.ceil(width / factor), Math.ceil(height / factor)]);
    raster.data.forEach((value, i) => {
      const [x, y] = [(i % raster.width) * factor, Math.floor(i / raster.width) * factor];
      expect(value).toBe(meanOf(large, x, y, factor));
    });
  });

  test('that begins in the midst of a word of memory is the same', () => {
    const large = picture(16, 12);
    const bytes = new Uint8Array(large.data.length + 1);
    bytes.set(large.data, 1);
    expect(reduceBy({ ...large, data: bytes.subarray(1) }, 3)).toEqual(reduceBy(large, 3));
  });
});
