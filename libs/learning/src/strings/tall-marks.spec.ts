import { randomFrom } from '../strokes/random';
import type { Mark } from './line-marks';
import { closing, opening, slash } from './tall-marks';

const SIDE = 64;
const LINE = { top: 20, foot: 44, pen: 3 };

/** The middle column of the ink in each row, where there is any. */
function middles(mark: Mark, seed: number): number[] {
  const canvas = { width: SIDE, height: SIDE, data: new Uint8Array(SIDE * SIDE) };
  mark(canvas, 20, LINE, randomFrom(seed));
  return Array.from({ length: SIDE }, (_, y) => {
    const inked = [...canvas.data.subarray(y * SIDE, (y + 1) * SIDE).keys()].filter((x) => canvas.data[y * SIDE + x]! > 128);
    return inked.length === 0 ? NaN : (inked[0]! + inked.at(-1)!) / 2;
  }).filter((x) => !Number.isNaN(x));
}

const seeds = Array.from({ length: 20 }, (_, i) => i);

it('a slash is higher than digits and leans to the right', () => {
  for (const rows of seeds.map((seed) => middles(slash, seed))) {
    expect(rows.length).toBeGreaterThan(1.1 * (LINE.foot - LINE.top));
    expect(rows.at(0)).toBeGreaterThan(rows.at(-1)! + 4);
  }
});

it.each([
  ['opening', opening, -1],
  ['closing', closing, 1],
])('a bracket that is %s bends away from what it holds', (_name, mark, side) => {
  for (const rows of seeds.map((seed) => middles(mark, seed))) {
    expect(rows.length).toBeGreaterThan(1.05 * (LINE.foot - LINE.top));
    const ends = (rows.at(0)! + rows.at(-1)!) / 2;
    expect(side * (rows[rows.length >> 1]! - ends)).toBeGreaterThan(1);
  }
});
