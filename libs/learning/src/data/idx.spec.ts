import { gzipSync } from 'node:zlib';
import { DatasetError, assertPaired, parseIdx, rasterAt } from './idx';

const idx = (shape: number[], data: number[], type = 8): Buffer => {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, type, shape.length]);
  shape.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i));
  return Buffer.concat([header, Buffer.from(data)]);
};

describe('an IDX file', () => {
  const two = idx([2, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);

  test.each([
    ['plain', two],
    ['gzip', gzipSync(two)],
  ])('%s: gives images of any size', (_, file) => {
    const parsed = parseIdx(file, 'two');
    expect(parsed.shape).toEqual([2, 2, 3]);
    expect(rasterAt(parsed, 1)).toEqual({ width: 3, height: 2, data: Uint8Array.of(7, 8, 9, 10, 11, 12) });
    expect(() => rasterAt(parsed, 2)).toThrow(RangeError);
  });
  test.each([
    ['truncated data', two.subarray(0, -1), /two is truncated: 2 x 2 x 3 values need 28 bytes, the file has 27/],
    ['a truncated header', two.subarray(0, 9), /two is truncated: its header has 16 bytes/],
    ['bytes left over', Buffer.concat([two, two]), /two is too long/],
    ['another file', Buffer.from('PNG and so on'), /not an IDX file: it starts with 504e4720/],
    ['nothing', Buffer.alloc(0), /not an IDX file: it starts with nothing/],
    ['floats', idx([1], [0, 0, 0, 0], 0x0d), /type 0xd, not unsigned bytes/],
    ['half a gzip', gzipSync(two).subarray(0, 20), /not a whole gzip file/],
  ])('%s is refused with the reason', (_, file, reason) => {
    expect(() => parseIdx(file, 'two')).toThrow(DatasetError);
    expect(() => parseIdx(file, 'two')).toThrow(reason);
  });
  test('that grows beyond all measure when it is unzipped is refused before it has', () => {
    const bomb = gzipSync(idx([1000, 1000], Array.from({ length: 1_000_000 }, () => 0)));
    expect(bomb.length).toBeLessThan(10_000);
    expect(() => parseIdx(bomb, 'bomb', 999_999)).toThrow('bomb has more than 999999 bytes when it is unzipped');
    expect(parseIdx(bomb, 'no bomb').shape).toEqual([1000, 1000]);
  });
  test('images and labels must be as many', () => {
    const images = parseIdx(two, 'images');
    expect(() => assertPaired(images, parseIdx(idx([3], [1, 2, 3]), 'labels'), 'here')).toThrow('here: 2 images but 3 labels');
    expect(() => assertPaired(parseIdx(idx([2], [1, 2]), 'x'), parseIdx(idx([2], [1, 2]), 'y'), 'here')).toThrow('three dimensions');
  });
});
