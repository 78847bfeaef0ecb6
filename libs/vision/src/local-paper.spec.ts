import { drawLines, linesAt, SEVEN_LINES } from '@numera/testing';
import { findGlyphs } from './find-glyphs';
import type { Glyph, Raster } from './raster';

const SIDE = 200;
const ink = drawLines(SIDE, SIDE, linesAt(SEVEN_LINES, 50, 40, 110), 10);
const blank = drawLines(SIDE, SIDE, []);
const lit = ({ data }: Raster, paper: number, level: number, light: (x: number, y: number) => number): Raster => ({
  width: SIDE,
  height: SIDE,
  data: data.map((value, at) => (level + ((paper - level) * value) / 255) * light(at % SIDE, Math.floor(at / SIDE))),
});
const difference = (a: Glyph, b: Glyph): number => a.pixels.reduce((sum, value, i) => sum + Math.abs(value - b.pixels[i]!), 0) / 784;
const shadows: readonly (readonly [name: string, light: (x: number, y: number) => number])[] = [
  ['with a sharp edge across the digit', (x, y) => (x + 0.6 * y > 170 ? 0.6 : 1)],
  ['with a soft edge', (x, y) => 1 - 0.45 * Math.min(1, Math.max(0, (x - 0.4 * y - 40) / 30))],
];

describe('a shadow', () => {
  const [wanted] = findGlyphs(ink);
  it.each(shadows)('%s does not change the glyph', (_name, light) => {
    const glyphs = findGlyphs(lit(ink, 220, 90, light));
    expect(glyphs).toHaveLength(1);
    expect(difference(glyphs[0]!, wanted!)).toBeLessThan(0.06);
  });

  it.each(shadows)('%s on an empty page is no digit', (_name, light) => {
    expect(findGlyphs(lit(blank, 220, 90, light))).toEqual([]);
  });
});
