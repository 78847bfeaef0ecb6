import { LINE_HEIGHT } from '@numera/recognition';
import { randomFrom } from '../strokes/random';
import { strokePool } from './digit-pool';
import { trainingLine } from './training-lines';

const WIDTH = 96;
const pools = [strokePool(20, 1)];
const lines = (seed: number, count: number) => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => trainingLine(pools, WIDTH, random));
};

it('training lines are pictures of ink between 0 and 1, the same for a seed', () => {
  for (const { pixels } of lines(1, 40)) {
    expect(pixels).toHaveLength(WIDTH * LINE_HEIGHT);
    expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(Math.max(...pixels)).toBeGreaterThan(0.5);
  }
  expect(lines(2, 3)).toEqual(lines(2, 3));
  expect(lines(2, 3)).not.toEqual(lines(3, 3));
});

it('digits of a training line stand from left to right where there is ink', () => {
  for (const { pixels, digits } of lines(4, 40)) {
    digits.forEach(({ left, right }, i) => {
      expect(right).toBeGreaterThan(left);
      if (i > 0) expect(left + right).toBeGreaterThan(digits[i - 1]!.left + digits[i - 1]!.right);
      const inked = pixels.some((value, at) => value > 0.3 && at % WIDTH >= left && at % WIDTH <= right);
      expect(inked || right <= 1 || left >= WIDTH - 1).toBe(true);
    });
  }
});

it('few are nothing but words, ink without digits', () => {
  const without = lines(6, 200).filter(({ digits }) => digits.length === 0);
  expect(without.length).toBeGreaterThan(0);
  expect(without.length).toBeLessThan(30);
  for (const { pixels } of without) expect(Math.max(...pixels)).toBeGreaterThan(0.5);
});

it('some neighbours touch and some stand apart', () => {
  const gaps = lines(5, 60).flatMap(({ digits }) => digits.slice(1).map(({ left }, i) => left - digits[i]!.right));
  expect(gaps.some((gap) => gap < 0)).toBe(true);
  expect(gaps.some((gap) => gap > 4)).toBe(true);
});
