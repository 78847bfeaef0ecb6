import { DataLook, summaryLines } from './data-summary';

const raster = (width: number, height: number, value: number) => ({ width, height, data: new Uint8Array(width * height).fill(value) });

describe('a look at data', () => {
  const look = new DataLook();
  look.see({ raster: raster(28, 28, 10), label: '7' });
  look.see({ raster: raster(60, 20, 250), label: '717' });
  look.see({ raster: null, label: '0' });

  test('counts images, sizes, greys and the digits of labels', () => {
    const { digits, ...rest } = look.summary;
    expect(rest).toEqual({
      count: 3,
      unreadable: 1,
      smallest: { width: 28, height: 28 },
      largest: { width: 60, height: 20 },
      grey: { darkest: 10, lightest: 250, mean: (784 * 10 + 1200 * 250) / 1984 },
    });
    expect(digits.map(({ count }) => count)).toEqual([1, 1, 0, 0, 0, 0, 0, 3, 0, 0]);
    expect(digits[7]).toEqual({ label: '7', count: 3, share: 0.6 });
  });
  test('is told with a bar for each digit', () => {
    const lines = summaryLines(look.summary);
    expect(lines.slice(0, 3)).toEqual(['3 images, 1 of them not readable', '28 x 28 to 60 x 20 pixels', 'grey 10 to 250, mean 155.2']);
    expect(lines.find((line) => line.trim().startsWith('7'))).toBe(`    7      3  60.00 %  [${'#'.repeat(24)}]`);
  });
  test('keeps samples of each class that fit on a sheet', () => {
    expect(look.samples.map(({ caption, pictures }) => [caption, pictures.map(({ width }) => width)])).toEqual([
      ['7', [28]],
      ['strings', [28]],
    ]);
    for (let i = 0; i < 40; i++) look.see({ raster: raster(28, 28, 0), label: '7' });
    expect(look.samples[0]?.pictures).toHaveLength(24);
  });
  test('of nothing is told without numbers that are not there', () => {
    expect(summaryLines(new DataLook().summary).join()).not.toMatch(/NaN|Infinity|grey/);
  });
});
