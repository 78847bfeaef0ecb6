import type { Patch } from './bodies';
import { linesOf } from './lines';
import type { Box } from './raster';

let labels = 0;
const patch = (x: number, y: number, width: number, height: number): Patch => {
  const area = 3 * (width + height);
  return { label: ++labels, box: { x, y, width, height }, area, mass: 255 * area, strong: area };
};
/** What the words of each line begin with. */
const wordsOf = (bodies: Patch[], bits: Patch[]): Box[][] =>
  linesOf({ bodies, bits, rules: [] }).map(({ words }) => words.map(({ body }) => body.box));

const digits = [patch(10, 40, 40, 60), patch(60, 40, 40, 58), patch(110, 42, 40, 60)];

it('small digits are in line with the others, though one of those is joined to a frame and high', () => {
  const framed = patch(160, 0, 120, 160);
  const cents = [patch(290, 40, 20, 34), patch(320, 41, 22, 33)];
  expect(wordsOf([...digits, framed], cents)).toEqual([[...digits, framed, ...cents].map(({ box }) => box)]);
});

it.each([
  ['a comma', patch(154, 88, 12, 32)],
  ['a speck', patch(170, 60, 8, 8)],
  ['what stands far away', patch(300, 50, 20, 34)],
  ['the other part of a broken digit', patch(115, 60, 30, 32)],
])('%s is no digit of its own', (_name, bit) => {
  expect(wordsOf(digits, [bit])).toEqual([digits.map(({ box }) => box)]);
});

it('a comma as high as small digits is no line of its own', () => {
  const comma = patch(154, 92, 12, 32);
  const [line, ...others] = linesOf({ bodies: [...digits, comma, patch(170, 40, 40, 60)], bits: [], rules: [] });
  expect(others).toEqual([]);
  expect(line!.words).toHaveLength(4);
  expect(line!.marks).toEqual([comma]);
});

it('a digit under the others is a line of its own', () => {
  expect(wordsOf([...digits, patch(60, 104, 30, 40)], [])).toHaveLength(2);
});
