import { shuffle } from './shuffle';
import { randomFrom } from './strokes/random';

const shuffled = (length: number, seed: number): number[] => {
  const list = Uint32Array.from({ length }, (_, i) => i);
  shuffle(list, randomFrom(seed));
  return [...list];
};

describe('shuffle', () => {
  test('keeps every item once', () => expect(shuffled(500, 1).sort((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i)));
  test('repeats with the seed and differs without it', () => {
    expect(shuffled(50, 1)).toEqual(shuffled(50, 1));
    expect(shuffled(50, 1)).not.toEqual(shuffled(50, 2));
  });
  test('gives each order of three about as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) counts.set(shuffled(3, seed).join(''), (counts.get(shuffled(3, seed).join('')) ?? 0) + 1);
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
