import { describe as measure } from './descriptors';
import { GLYPH_SIDE, GLYPH_SIZE } from './raster';

const box = { x: 10, y: 20, width: 30, height: 60 };
const drawn = (isInk: (x: number, y: number) => boolean): Float32Array =>
  Float32Array.from({ length: GLYPH_SIZE }, (_, i) => (isInk(i % GLYPH_SIDE, Math.floor(i / GLYPH_SIDE)) ? 1 : 0));
const ring = (x: number, y: number, middleY: number, radius: number): boolean => Math.abs(Math.hypot(x - 13.5, y - middleY) - radius) < 1.3;

describe('descriptors of a glyph', () => {
  const bar = drawn((x, y) => y >= 4 && y < 24 && x >= 12 && x < 16);
  test('an upright bar stands straight, is as wide as its stroke and is all ink', () => {
    const { slant, aspect, inkShare, loops, strokeWidth } = measure({ pixels: bar, box });
    expect(slant).toBeCloseTo(0, 6);
    expect(aspect).toBe(0.5);
    expect(inkShare).toBe(1);
    expect(loops).toBe(0);
    // Four pixels of twenty; both ends of so short a stroke count as edges too.
    expect(strokeWidth).toBeGreaterThan(0.15);
    expect(strokeWidth).toBeLessThan(0.25);
  });
  test('a bar that leans to the right has its angle, to the left the same below zero', () => {
    const tan = Math.tan((20 * Math.PI) / 180);
    const leaning = (side: number) => drawn((x, y) => y >= 4 && y < 24 && Math.abs(x - 13.5 - side * tan * (13.5 - y)) < 2);
    expect(measure({ pixels: leaning(1), box }).slant).toBeGreaterThan(18);
    expect(measure({ pixels: leaning(1), box }).slant).toBeLessThan(22);
    expect(measure({ pixels: leaning(-1), box }).slant).toBeCloseTo(-measure({ pixels: leaning(1), box }).slant, 0);
  });
  test('a ring has one loop, an eight two, a ring with a gap none', () => {
    expect(measure({ pixels: drawn((x, y) => ring(x, y, 13.5, 8)), box }).loops).toBe(1);
    expect(measure({ pixels: drawn((x, y) => ring(x, y, 8.5, 4.5) || ring(x, y, 18, 5)), box }).loops).toBe(2);
    expect(measure({ pixels: drawn((x, y) => ring(x, y, 13.5, 8) && !(x > 13 && Math.abs(y - 13.5) < 3)), box }).loops).toBe(0);
  });
  test('a wider pen has wider strokes and more ink', () => {
    const pens = [1, 2].map((half) => measure({ pixels: drawn((x, y) => Math.abs(Math.hypot(x - 13.5, y - 13.5) - 8) < half), box }));
    expect(pens[1]!.strokeWidth).toBeGreaterThan(1.5 * pens[0]!.strokeWidth);
    expect(pens[1]!.inkShare).toBeGreaterThan(pens[0]!.inkShare);
  });
  test('an empty glyph has finite figures', () => {
    const nothing = measure({ pixels: new Float32Array(GLYPH_SIZE), box: { x: 0, y: 0, width: 0, height: 0 } });
    expect(Object.values(nothing).every(Number.isFinite)).toBe(true);
  });
});
