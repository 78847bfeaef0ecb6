import { GLYPH_SIDE, GLYPH_SIZE } from './raster';
import { VIEWS, viewsOf } from './views';

/** An upright bar, `width` wide, in the middle. */
const bar = (width: number): Float32Array =>
  Float32Array.from({ length: GLYPH_SIZE }, (_, i) => {
    const [x, y] = [i % GLYPH_SIDE, Math.floor(i / GLYPH_SIDE)];
    return y >= 4 && y < 24 && Math.abs(x - 13.5) < width / 2 ? 1 : 0;
  });
const sum = (values: Float32Array): number => values.reduce((total, value) => total + value, 0);
const middleOfRow = (glyph: Float32Array, y: number): number => {
  const row = glyph.subarray(y * GLYPH_SIDE, (y + 1) * GLYPH_SIDE);
  return row.reduce((total, value, x) => total + value * x, 0) / sum(row);
};

describe('views of a glyph', () => {
  const glyph = bar(4);
  const views = viewsOf(glyph);
  test('begin with the glyph itself and all differ', () => {
    expect(views).toHaveLength(VIEWS);
    expect(views[0]).toBe(glyph);
    expect(new Set(views.map((view) => view.join())).size).toBe(VIEWS);
  });
  test('are glyphs: 28x28 values from 0 to 1', () => {
    for (const view of views) {
      expect(view).toHaveLength(GLYPH_SIZE);
      expect(view.every((value) => value >= 0 && value <= 1.000_001)).toBe(true);
    }
  });
  test('are turned to both sides, about the middle', () => {
    const leans = views.map((view) => middleOfRow(view, 6) - middleOfRow(view, 21));
    // A row 15 below another is 15 tan 8° beside it in a bar that is turned by 8°.
    expect(leans[0]).toBeCloseTo(0, 6);
    expect(leans[1]! * leans[2]!).toBeLessThan(0);
    for (const lean of leans.slice(1)) expect(Math.abs(lean)).toBeCloseTo(15 * Math.tan((8 * Math.PI) / 180), 0);
    for (const view of views)
      expect(sum(Float32Array.from(view, (value, i) => value * ((i % GLYPH_SIDE) - 13.5))) / sum(view)).toBeCloseTo(0, 1);
  });
  test('have as much ink as the glyph', () => {
    for (const view of views) expect(sum(view) / sum(glyph)).toBeCloseTo(1, 1);
  });
});
