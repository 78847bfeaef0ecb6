import { between, randomFrom } from '../strokes/random';
import { drawLine } from './families/plane';
import type { LabelledRaster } from './glyph-set';
import { restyled } from './restyle';

/** A digit of MNIST's size drawn with straight strokes, ink 255. */
function drawn(label: string, lines: readonly (readonly [number, number, number, number])[]): LabelledRaster {
  const plane = new Float32Array(784);
  for (const [x0, y0, x1, y1] of lines) drawLine(plane, x0, y0, x1, y1, 1.2, 1);
  return { label, raster: { width: 28, height: 28, data: Uint8Array.from(plane, (value) => Math.round(255 * value)) } };
}
const one = drawn('1', [[15, 5, 13, 23]]);
const seven = drawn('7', [
  [8, 5, 20, 5],
  [20, 5, 12, 23],
]);
const zero = drawn('0', [
  [14, 5, 21, 14],
  [21, 14, 14, 23],
  [14, 23, 7, 14],
  [7, 14, 14, 5],
]);
const inkIn = ({ raster }: LabelledRaster, left: number, right: number, top: number, bottom: number): number =>
  raster.data.reduce((sum, value, at) => {
    const [x, y] = [at % 28, Math.floor(at / 28)];
    return sum + (x >= left && x <= right && y >= top && y <= bottom ? value / 255 : 0);
  }, 0);
const all = (image: LabelledRaster, seeds = 60): LabelledRaster[] =>
  Array.from({ length: seeds }, (_, seed) => [...restyled([image], 1, randomFrom(seed))][0]!);

describe('styles of other countries', () => {
  test('a plain 1 gets an upstroke to the left of its top, or a foot on both sides, and often one of each', () => {
    const ones = all(one);
    const upstrokes = ones.filter((image) => inkIn(image, 3, 12, 6, 16) > 2 + inkIn(one, 3, 12, 6, 16));
    const feet = ones.filter((image) => inkIn(image, 15, 24, 20, 25) > 2 + inkIn(one, 15, 24, 20, 25));
    expect(upstrokes.length).toBeGreaterThan(30);
    expect(feet.length).toBeGreaterThan(12);
    expect(feet.length).toBeLessThan(45);
    // Never level: nothing to the left in the rows of the top.
    for (const image of ones) expect(inkIn(image, 0, 10, 0, 6)).toBeLessThan(1);
  });
  test('a 7 gets a bar on both sides of its stem', () => {
    const sevens = all(seven);
    const sides = (image: LabelledRaster): [number, number] => [inkIn(image, 0, 12, 10, 18), inkIn(image, 19, 27, 10, 18)];
    const more = sevens.map((image) => sides(image).map((ink, side) => ink - sides(seven)[side]!));
    expect(more.filter(([left, right]) => left! > 0.3 && right! > 0.3).length).toBeGreaterThan(30);
    for (const image of sevens) expect(inkIn(image, 0, 27, 0, 27)).toBeGreaterThan(inkIn(seven, 0, 27, 0, 27) + 1);
  });
  test('a wide 0 gets a slash, in two fifths of the share', () => {
    const slashed = all(zero, 200).filter((image) => inkIn(image, 12, 16, 12, 16) > 2);
    expect(slashed.length).toBeGreaterThan(50);
    expect(slashed.length).toBeLessThan(110);
  });
  test('other digits, other sizes, blank pictures and what has the stroke already stay as they are', () => {
    const others = [
      drawn('4', [[15, 5, 13, 23]]),
      { label: '1', raster: { width: 30, height: 30, data: new Uint8Array(900).fill(255) } },
      { label: '7', raster: { width: 28, height: 28, data: new Uint8Array(784) } },
      drawn('7', [
        [8, 5, 20, 5],
        [20, 5, 12, 23],
        [8, 14, 22, 14],
        [8, 15, 22, 15],
        [8, 13, 22, 13],
        [8, 12, 22, 12],
        [8, 16, 22, 16],
      ]),
    ];
    for (const image of others) for (const same of all(image, 5)) expect(same.raster.data).toEqual(image.raster.data);
  });
  test('the share is kept, and the seed repeats', () => {
    const random = randomFrom(3);
    const many = Array.from({ length: 1000 }, () => drawn('1', [[between(random, 10, 18), 5, between(random, 10, 18), 23]]));
    const changed = [...restyled(many, 0.12, randomFrom(1))];
    const count = changed.filter((image, i) => image !== many[i]).length;
    expect(count).toBeGreaterThan(85);
    expect(count).toBeLessThan(155);
    expect([...restyled(many, 0.12, randomFrom(1))]).toEqual(changed);
  });
});
