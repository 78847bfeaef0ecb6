import { drawLines, FOUR_LINES, linesAt, SEVEN_LINES, type DrawnLine } from '@numera/testing';
import { findCandidates } from './find-candidates';
import { findGlyphs } from './find-glyphs';
import type { Glyph, Raster } from './raster';
import { rulesIn } from './rules';

const SIDE = 120;
const seven = linesAt(SEVEN_LINES, 30, 30, 60);
const draw = (lines: readonly DrawnLine[], pen = 5): Raster => drawLines(SIDE, SIDE, lines, pen);
const difference = (a: Glyph, b: Glyph): number => a.pixels.reduce((sum, value, i) => sum + Math.abs(value - b.pixels[i]!), 0) / 784;
const box = (inset: number, lean = 0): DrawnLine[] => {
  const [near, far] = [inset, SIDE - inset];
  return [[near, near + lean, far, near], [far, near, far - lean, far], [far - lean, far, near, far], [near, far, near, near + lean]]; // prettier-ignore
};
const grid = (pitch: number): DrawnLine[] =>
  Array.from({ length: Math.floor(SIDE / pitch) }, (_, i) => 6 + i * pitch).flatMap((at): DrawnLine[] => [
    [at, -9, at, SIDE + 9],
    [-9, at, SIDE + 9, at],
  ]);
const onPaperWith = (marks: readonly DrawnLine[], thickness: number, fade = 0): Raster => {
  const [ink, rules] = [draw(seven), draw(marks, thickness)];
  return { ...ink, data: ink.data.map((value, at) => Math.min(Math.max(value, fade), rules.data[at]! + (fade > 0 ? 0 : 60))) };
};

/** The 7 on a sheet whose lines are half as dark. */
const onSheet = (pitch: number, isSquared = true): Raster => {
  const [ink, sheet] = [draw(seven), draw(isSquared ? grid(pitch) : grid(pitch).filter(([x1, , x2]) => x1 !== x2), 2)];
  return { ...ink, data: ink.data.map((value, at) => Math.min(value, 127 + (sheet.data[at]! >> 1))) };
};

describe('a digit is found as on plain paper', () => {
  const [wanted] = findGlyphs(draw(seven));
  // What is left of a sheet's lines touches the strokes.
  it.each<[name: string, raster: Raster, most?: number]>([
    ['in a box', onPaperWith(box(12), 3)],
    ['in a box that the camera saw aslant', onPaperWith(box(10, 7), 2)],
    ['between lines at the edges', onPaperWith(box(1), 4)],
    ['in a corner of a box', onPaperWith(box(12).slice(0, 2), 3)],
    ['in the cell of a grid', onPaperWith(grid(100), 3)],
    ['in a box darker than itself', onPaperWith(box(8), 5, 110)],
    ['in a box of thick lines that the camera saw aslant', onPaperWith(box(9, 6), 10)],
    ['on a squared sheet fainter than itself', onSheet(12), 0.04],
    ['on a ruled sheet fainter than itself', onSheet(9, false), 0.04],
  ])('%s', (_name, raster, most = 0.03) => {
    const lines = findCandidates(raster);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.candidates).toHaveLength(1);
    expect(difference(lines[0]!.candidates[0]!.glyph, wanted!)).toBeLessThan(most);
  }); // prettier-ignore
});

it('the side of a frame goes with the others also where it is broken', () => {
  const sides = [...box(10).filter(([x]) => x < 100), [110, 10, 106, 58], [104, 63, 110, 110]] as const;
  const found = findCandidates(onPaperWith(sides, 1)).flatMap(({ candidates }) => candidates.map(({ glyph }) => glyph.box));
  expect(Math.max(...found.map(({ x, width }) => x + width))).toBeLessThan(95);
});

it('a squared sheet with nothing on it holds no digit', () => {
  expect(findCandidates(draw(grid(14), 1.5))).toEqual([]);
});

describe('strokes of a digit are no rules', () => {
  // Strokes of 6 pixels end where the picture of 60 does.
  const cropped = (lines: readonly DrawnLine[]): Raster => drawLines(60, 60, linesAt(lines, -3.75, -3.75, 67.5), 6);
  it.each([
    ['of a 7 that fills the picture', cropped(SEVEN_LINES), SEVEN_LINES],
    ['of a 4 that fills the picture', cropped(FOUR_LINES), FOUR_LINES],
  ])('%s', (_name, raster, lines) => {
    const [wanted] = findGlyphs(drawLines(200, 200, linesAt(lines, 40, 40, 120), 10));
    const [found] = findGlyphs(raster);
    expect(difference(found!, wanted!)).toBeLessThan(0.06);
  });
  it('nor is a bar from edge to edge that a stroke hangs from down to the other edge; short of it the bar is one', () => {
    const inkOf = (lines: readonly DrawnLine[]): Raster => {
      const raster = drawLines(40, 40, lines, 3);
      return { ...raster, data: raster.data.map((value) => 255 - value) };
    };
    const bar: DrawnLine = [-9, 3, 49, 3];
    expect(rulesIn(inkOf([bar, [37, 3, 14, 38]]), 128)).toBeNull();
    expect(rulesIn(inkOf([bar, [30, 3, 14, 28]]), 128)).not.toBeNull();
  });
  it('nor is what runs along the edges of a scan of eight pixels', () => {
    // A 7 in sixteen grey levels, cut out without paper around it.
    const rows = ['04999b70', '00000a10', '00007400', '00038000', '000a1000', '00370000', '00810000', '00900000'];
    const raster = { width: 8, height: 8, data: Uint8Array.from(rows.join(''), (level) => 17 * parseInt(level, 16)) };
    const bar = findGlyphs(raster)[0]!.pixels.subarray(0, 9 * 28);
    expect(bar.filter((value) => value > 0.4).length).toBeGreaterThan(20);
  });
});

it('a 1 beside a 0 stays', () => {
  const raster = drawLines(220, 100, [[40, 8, 40, 92], [120, 15, 180, 15], [180, 15, 180, 85], [180, 85, 120, 85], [120, 85, 120, 15]]); // prettier-ignore
  const reach = findCandidates(raster).flatMap(({ candidates }) => candidates.map(({ glyph }) => glyph.box.x));
  expect(Math.min(...reach)).toBeLessThan(40);
});

it('a rule through a wide picture is wiped, though what is written fills the picture', () => {
  const sevens = Array.from({ length: 4 }, (_, i) => linesAt(SEVEN_LINES, 97 * i - 9, 20, 64)).flat();
  const { width, height, data } = drawLines(360, SIDE, [...sevens, [-9, 104, 369, 104]], 4);
  const rules = rulesIn({ width, height, data: data.map((value) => 255 - value) }, 60);
  expect(rules?.reduce((sum, wiped) => sum + wiped, 0)).toBeGreaterThan(360 * 4);
});
