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

it('a comma as high as small digits does not part the raised digits behind it from the others', () => {
  const [comma, cents] = [patch(152, 90, 14, 36), [patch(164, 30, 24, 40), patch(192, 30, 24, 40)]];
  const [line, ...others] = linesOf({ bodies: [...digits, comma, ...cents], bits: [], rules: [] });
  expect(others).toEqual([]);
  expect(line!.words.map(({ body }) => body.box)).toEqual(expect.arrayContaining([...digits, ...cents].map(({ box }) => box)));
});

it('a bar that its bow has come off is no line of its own, however long', () => {
  const [bar, bow] = [patch(160, 36, 70, 26), patch(154, 64, 30, 36)];
  const [line, ...others] = linesOf({ bodies: [...digits, bow, bar], bits: [], rules: [] });
  expect(others).toEqual([]);
  expect(line!.words.map(({ bits }) => bits)).toContainEqual([bar]);
});

it('a digit in two low pieces is a word though one of them is near a body, which is two digits that touch', () => {
  const [bar, bow] = [patch(10, 42, 40, 22), patch(18, 66, 20, 24)];
  expect(wordsOf([patch(56, 40, 110, 58)], [bar, bow])).toEqual([[bar.box, { x: 56, y: 40, width: 110, height: 58 }]]);
});

it('a dotted line beside digits, higher than they are, is none', () => {
  const dots = Array.from({ length: 7 }, (_, i) => patch(170, 32 + 11 * i, 3, 9));
  expect(wordsOf(digits, dots)).toEqual([digits.map(({ box }) => box)]);
});
