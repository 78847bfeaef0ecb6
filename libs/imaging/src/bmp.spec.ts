import { decodeBmp } from './bmp';
import { readBmpHeader } from './bmp-header';

interface BmpParts {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
  readonly palette?: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly gap?: number;
}

/** A BMP file: rows bottom first unless `height` is negative, each padded to four bytes; `gap` unused bytes before the pixels. */
function bmpOf({ width, height, bitsPerPixel, palette = [], rows, gap = 0 }: BmpParts): Buffer {
  const header = Buffer.alloc(54);
  const table = Buffer.from(palette.flatMap((grey) => [grey, grey, grey, 0]));
  const pixels = Buffer.concat(rows.map((row) => Buffer.concat([Buffer.from(row), Buffer.alloc((4 - (row.length % 4)) % 4)])));
  header.write('BM');
  header.writeUInt32LE(54 + table.length + gap + pixels.length, 2);
  header.writeUInt32LE(54 + table.length + gap, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(bitsPerPixel, 28);
  header.writeUInt32LE(palette.length, 46);
  return Buffer.concat([header, table, Buffer.alloc(gap), pixels]);
}

const grey = (file: Buffer): number[] => [...decodeBmp(file).data];
const three = [7, 7, 7, 70, 70, 70, 170, 170, 170];

describe('decodeBmp', () => {
  it('reads 24 bits, the bottom row first', () => {
    const rows = [three, [...three].reverse()];
    expect(grey(bmpOf({ width: 3, height: 2, bitsPerPixel: 24, rows }))).toEqual([170, 70, 7, 7, 70, 170]);
  });

  it('reads the top row first when the height is negative', () => {
    const rows = [three, [...three].reverse()];
    expect(grey(bmpOf({ width: 3, height: -2, bitsPerPixel: 24, rows }))).toEqual([7, 70, 170, 170, 70, 7]);
  });

  it('finds the pixels where the header says, not right behind it', () => {
    expect(grey(bmpOf({ width: 3, height: 1, bitsPerPixel: 24, rows: [three], gap: 10 }))).toEqual([7, 70, 170]);
  });

  it('weighs the colours by Rec. 601', () => {
    const rows = [[255, 0, 0, 0, 255, 0, 0, 0, 255]];
    expect(grey(bmpOf({ width: 3, height: 1, bitsPerPixel: 24, rows }))).toEqual([29, 149, 77]);
  });

  it('takes 32 bits for opaque when the fourth byte is never used', () => {
    const rows = [[7, 7, 7, 0, 70, 70, 70, 0]];
    expect(grey(bmpOf({ width: 2, height: 1, bitsPerPixel: 32, rows }))).toEqual([7, 70]);
  });

  it('reads 8 bits through the palette', () => {
    const rows = [[2, 1, 0, 2, 1]];
    expect(grey(bmpOf({ width: 5, height: 1, bitsPerPixel: 8, palette: [10, 20, 30], rows }))).toEqual([30, 20, 10, 30, 20]);
  });

  it('reads 4 bits of an odd width, every row of it', () => {
    const rows = [
      [0x01, 0x20],
      [0x21, 0x00],
    ];
    expect(grey(bmpOf({ width: 3, height: 2, bitsPerPixel: 4, palette: [10, 20, 30], rows }))).toEqual([30, 20, 10, 10, 20, 30]);
  });

  it('reads 1 bit', () => {
    const rows = [[0b10110000, 0b01000000]];
    expect(grey(bmpOf({ width: 10, height: 1, bitsPerPixel: 1, palette: [0, 255], rows }))).toEqual([255, 0, 255, 255, 0, 0, 0, 0, 0, 255]);
  });

  it('reads indexes from the top row, and takes one beyond the palette for black', () => {
    const rows = [[0x01], [0x20]];
    expect(grey(bmpOf({ width: 2, height: -2, bitsPerPixel: 4, palette: [10, 20], rows }))).toEqual([10, 20, 0, 10]);
  });

  it('tells red from green of the same luma, also by a palette and from an odd width', () => {
    const file = bmpOf({ width: 5, height: -2, bitsPerPixel: 4, palette: [0, 0], rows: new Array<number[]>(2).fill([0x00, 0x10, 0x00]) });
    file.set([0x3a, 0x9a, 0x3a, 0, 0x3a, 0x3a, 0xd0, 0], 54);
    expect(grey(file)).toEqual([0, 0, 255, 0, 0, 0, 0, 255, 0, 0]);
  });

  it('reads 20 megapixels of a bit each', () => {
    const row = new Array<number>(5000 / 8).fill(0xf0);
    const file = bmpOf({ width: 5000, height: 4000, bitsPerPixel: 1, palette: [0, 255], rows: new Array<number[]>(4000).fill(row) });
    const { data } = decodeBmp(file);
    expect(data).toHaveLength(20_000_000);
    expect([...data.subarray(-8)]).toEqual([255, 255, 255, 255, 0, 0, 0, 0]);
  });

  it('reads 16 bits of 5 each', () => {
    expect(grey(bmpOf({ width: 2, height: 1, bitsPerPixel: 16, rows: [[0xff, 0x7f, 0x00, 0x00]] }))[1]).toBe(0);
    expect(grey(bmpOf({ width: 2, height: 1, bitsPerPixel: 16, rows: [[0xff, 0x7f, 0x00, 0x00]] }))[0]).toBeGreaterThan(245);
  });
});

describe('readBmpHeader', () => {
  const good = bmpOf({ width: 3, height: 1, bitsPerPixel: 24, rows: [three] });
  const spoilt = (change: (file: Buffer) => void): Buffer => {
    const file = Buffer.from(good);
    change(file);
    return file;
  };

  it.each([
    ['a cut off header', good.subarray(0, 30), 'undecodable'],
    ['cut off pixels', good.subarray(0, good.length - 1), 'undecodable'],
    ['a width of two thousand million', spoilt((file) => file.writeInt32LE(2_000_000_000, 18)), 'too_many_pixels'],
    ['a width below zero', spoilt((file) => file.writeInt32LE(-3, 18)), 'undecodable'],
    ['a height of zero', spoilt((file) => file.writeInt32LE(0, 22)), 'undecodable'],
    ['a height that has no positive', spoilt((file) => file.writeInt32LE(-0x80000000, 22)), 'too_many_pixels'],
    ['a size that the file does not hold', spoilt((file) => file.writeInt32LE(4000, 18)), 'undecodable'],
    ['seven bits a pixel', spoilt((file) => file.writeUInt16LE(7, 28)), 'undecodable'],
    ['a palette of four thousand million', spoilt((file) => file.writeUInt32LE(0xffffffff, 46)), 'undecodable'],
    ['pixels inside the header', spoilt((file) => file.writeUInt32LE(10, 10)), 'undecodable'],
    ['run-length compression', spoilt((file) => file.writeUInt32LE(1, 30)), 'unsupported_type'],
    ['the header of OS/2', spoilt((file) => file.writeUInt32LE(12, 14)), 'unsupported_type'],
  ])('refuses %s', (_, file, code) => {
    expect(() => readBmpHeader(file)).toThrow(expect.objectContaining({ name: 'ImageError', code }));
  });
});
