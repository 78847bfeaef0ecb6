import { pixelsOf, warmest } from './heat';

const only = (x: number, y: number, value = 1): number[] => Array.from({ length: 784 }, (_, at) => (at === y * 28 + x ? value : 0));
const colours = { paper: [255, 255, 255], ink: [0, 0, 0], heat: [255, 0, 0] };
const pointAt = (pixels: Uint8ClampedArray, x: number, y: number): number[] => [...pixels.slice(4 * (y * 28 + x), 4 * (y * 28 + x) + 4)];

describe('the place that spoke most', () => {
  it.each([
    [0, 0, 'topLeft'],
    [14, 14, 'middle'],
    [27, 14, 'right'],
    [9, 27, 'bottomLeft'],
  ])('of a map that is warm at %i, %i is the %s', (x, y, name) => {
    expect(warmest(only(x, y))).toBe(name);
  });

  it('is the one with most of the map, not the one with the highest point', () => {
    const map = only(0, 0, 0.9).map((value, at) => (at >= 27 * 28 && at < 27 * 28 + 5 ? 0.5 : value));
    expect(warmest(map)).toBe('bottomLeft');
  });

  it('is nowhere on a map of zeros', () => {
    expect(warmest(only(0, 0, 0))).toBeNull();
  });
});

describe('the pixels of a map', () => {
  it('show paper, ink and, over both, what spoke for the digit', () => {
    const pixels = pixelsOf(only(1, 0), only(2, 0), colours);
    expect(pointAt(pixels, 0, 0)).toEqual([255, 255, 255, 255]);
    expect(pointAt(pixels, 1, 0)).toEqual([0, 0, 0, 255]);
    expect(pointAt(pixels, 2, 0)).toEqual([255, 38, 38, 255]);
  });

  it('leave the glyph as it is without a map', () => {
    expect(pointAt(pixelsOf(only(5, 5), null, colours), 5, 5)).toEqual([0, 0, 0, 255]);
  });
});
