import { drawLines, linesAt, SEVEN_LINES, type DrawnLine } from '@numera/testing';
import { findCandidates } from './find-candidates';
import { framesIn } from './frame-around';
import type { Raster } from './raster';

const SIDE = 120;
const SOFT = 60;
const inkOf = (lines: readonly DrawnLine[], pen = 6): Raster => {
  const { data, ...size } = drawLines(SIDE, SIDE, lines, pen);
  return { ...size, data: data.map((value) => 255 - value) };
};
const over = (a: Raster, b: Raster): Raster => ({ ...a, data: a.data.map((value, at) => Math.max(value, b.data[at]!)) });

const sevenAt = (x: number): DrawnLine[] => linesAt(SEVEN_LINES, x, 34, 52);
const sides: readonly DrawnLine[] = [[16, 12, 108, 18], [108, 18, 102, 106], [102, 106, 12, 104], [12, 104, 16, 12]]; // prettier-ignore
/** A closed curve around the middle of the picture. */
const oval = (across: number, down: number): DrawnLine[] =>
  Array.from({ length: 48 }, (_, i) => {
    const at = (step: number): [number, number] => [
      60 + across * Math.cos((step * Math.PI) / 24),
      60 + down * Math.sin((step * Math.PI) / 24),
    ];
    return [...at(i), ...at(i + 1)];
  });

it.each([
  ['aslant and closed', sides],
  ['open at a side', sides.slice(0, 3)],
])('a frame %s is found, and what it holds is left', (_name, drawn) => {
  const [frame, seven] = [inkOf(drawn), inkOf(sevenAt(34))];
  const found = framesIn(over(frame, seven), SOFT);
  expect(found).toEqual(frame.data.map((value) => (value >= SOFT ? 1 : 0)));
});

it.each<[string, readonly DrawnLine[]]>([
  ['a frame with nothing in it', sides],
  ['a 0 with a dot in it', [...oval(32, 46), [60, 58, 60, 62]]],
  ['a 0 whose slash touches it nowhere', [...oval(32, 46), [70, 40, 50, 80]]],
  ['a frame that a stroke of the digit touches', [...sides, ...sevenAt(34), [80, 40, 104, 40], [30, 60, 36, 70]]],
  ['a squared sheet', [20, 50, 80, 110].flatMap((at): DrawnLine[] => [[at, 0, at, 120], [0, at, 120, at], [at - 20, at - 12, at - 12, at - 20]])], // prettier-ignore
])('%s is none', (_name, lines) => {
  expect(framesIn(inkOf(lines, 4), SOFT)).toBeNull();
});

it('the digit of a frame with uneven sides is read alone', () => {
  const wavy = sides.flatMap(([x1, y1, x2, y2]) =>
    Array.from({ length: 8 }, (_, i): DrawnLine => {
      const at = (step: number): [number, number] => [
        x1 + ((x2 - x1) * step) / 8 + (step % 2 === 0 ? 0 : 2),
        y1 + ((y2 - y1) * step) / 8 + (step % 2 === 0 ? 0 : 2),
      ];
      return [...at(i), ...at(i + 1)];
    }),
  );
  const { data, ...size } = over(inkOf(wavy, 7), inkOf(sevenAt(34)));
  const found = findCandidates({ ...size, data: data.map((value) => 255 - value) });
  expect(found.flatMap(({ candidates }) => candidates.map(({ glyph }) => glyph.box.width < 60))).toEqual([true]);
});

it('a printed 0, straight at its sides, is no frame around the dot in it', () => {
  const nought: readonly DrawnLine[] = [[18, 40, 18, 80], [18, 80, 22, 85], [22, 85, 34, 85], [34, 85, 38, 80], [38, 80, 38, 40], [38, 40, 34, 35], [34, 35, 22, 35], [22, 35, 18, 40]]; // prettier-ignore
  const dot: DrawnLine = [25, 60, 31, 60];
  const { data, ...size } = inkOf([...nought, dot, ...linesAt(SEVEN_LINES, 46, 34, 52)], 4);
  const [line] = findCandidates({ ...size, data: data.map((value) => 255 - value) });
  expect(line!.candidates.some(({ glyph }) => glyph.box.x < 18 && glyph.box.width < 30)).toBe(true);
});

it('a table with its lines is a frame around many, and what its outer cells hold is not of its sides', () => {
  const [cells, cell, margin] = [6, 36, 12];
  const places = Array.from({ length: cells }, (_, i) => margin + i * cell);
  const end = margin + cells * cell;
  const lines = [...places, end].flatMap((at): DrawnLine[] => [[at, margin, at, end], [margin, at, end, at]]); // prettier-ignore
  const sevens = places.flatMap((y) => places.flatMap((x) => linesAt(SEVEN_LINES, x + 7, y + 7, 22)));
  const found = findCandidates(drawLines(end + margin, end + margin, [...lines, ...sevens], 3));
  expect(found).toHaveLength(cells);
  for (const { candidates } of found) {
    const starts = candidates.filter(({ glyph }) => glyph.box.height > 15).map(({ glyph }) => glyph.box.x);
    for (const x of places) expect(starts.some((start) => start > x + 4 && start < x + 18)).toBe(true);
  }
});
