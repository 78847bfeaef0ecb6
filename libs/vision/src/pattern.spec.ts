import { drawLines, linesAt, SEVEN_LINES, type DrawnLine } from '@numera/testing';
import { wipePattern } from './pattern';
import type { Raster } from './raster';

const SIDE = 120;
const inkOf = ({ data, ...size }: Raster, level: number): Raster => ({
  ...size,
  data: data.map((value) => Math.round((level * (255 - value)) / 255)),
});
const over = (a: Raster, b: Raster): Raster => ({ ...a, data: a.data.map((value, at) => Math.max(value, b.data[at]!)) });
const ruled = (pitch: number): DrawnLine[] =>
  Array.from({ length: Math.floor(SIDE / pitch) }, (_, i): DrawnLine => [-9, 4 + i * pitch, SIDE + 9, 4 + i * pitch]);
const sevens = (rows: readonly number[]): DrawnLine[] =>
  rows.flatMap((row) => Array.from({ length: 9 }, (_, i) => linesAt(SEVEN_LINES, 8 + 12 * i, 8 + 12 * row, 9)).flat());
const sheet = inkOf(drawLines(SIDE, SIDE, ruled(9), 2), 60);
const seven = inkOf(drawLines(SIDE, SIDE, linesAt(SEVEN_LINES, 30, 30, 60), 6), 200);

it('what is fainter than the writing and everywhere is wiped, and the writing stays', () => {
  const page = over(sheet, seven);
  expect(wipePattern(page, 7, false)).toBe(true);
  expect(page.data.filter((value) => value > 0).length).toBeLessThan(1.3 * seven.data.filter((value) => value > 0).length);
  for (let at = 0; at < page.data.length; at++) if (seven.data[at]! > 100) expect(page.data[at]).toBe(seven.data[at]);
});

it.each([
  ['close together', 8, []],
  ['far apart, so that few are met', 30, [150, 330]],
])('so it is on the field of a cheque, which is wide: waves %s', (_name, apart, joints) => {
  const [width, height] = [3 * SIDE, SIDE];
  const waves = Array.from({ length: Math.ceil(height / apart) + 2 }, (_, row) =>
    Array.from({ length: width / 10 }, (__, i): DrawnLine => {
      const at = (x: number): [number, number] => [x, apart * row + 5 * Math.sin(x / 14)];
      return [...at(10 * i), ...at(10 * i + 10)];
    }),
  ).flat();
  waves.push(...joints.map((x): DrawnLine => [x, 0, x, height]));
  const number = [40, 140, 240].flatMap((x) => linesAt(SEVEN_LINES, x, 30, 60));
  const [printed, written] = [inkOf(drawLines(width, height, waves, 1.5), 60), inkOf(drawLines(width, height, number, 6), 200)];
  const field = over(printed, written);
  expect(wipePattern(field, 7, false)).toBe(true);
  expect(field.data.filter((value) => value > 0).length).toBeLessThan(1.3 * written.data.filter((value) => value > 0).length);
});

it.each([
  [
    'a wide picture full of digits',
    inkOf(drawLines(3 * SIDE, 50, Array.from({ length: 12 }, (_, i) => linesAt(SEVEN_LINES, 30 * i, 2, 46)).flat(), 3), 200),
  ],
  ['a sheet with nothing darker on it', sheet],
  ['a sheet with writing as dark as its lines', over(sheet, inkOf(drawLines(SIDE, SIDE, linesAt(SEVEN_LINES, 30, 30, 60), 6), 60))],
  [
    'a page full of digits, half of them in a lighter hand',
    over(inkOf(drawLines(SIDE, SIDE, sevens([0, 1, 2, 3]), 2), 200), inkOf(drawLines(SIDE, SIDE, sevens([4, 5, 6, 7, 8]), 2), 60)),
  ],
  ['a lone digit', { ...seven, data: seven.data.slice() }],
])('%s stays as it is', (_name, page) => {
  const before = page.data.slice();
  expect(wipePattern(page, 7, false)).toBe(false);
  expect(page.data).toEqual(before);
});
