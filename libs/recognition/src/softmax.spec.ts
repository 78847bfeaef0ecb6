import { argMax, softmax } from './softmax';

describe('softmax', () => {
  test('gives probabilities in the ratio of the powers', () => {
    const [a, b] = softmax([Math.log(3), 0]);
    expect(a).toBeCloseTo(0.75, 12);
    expect(b).toBeCloseTo(0.25, 12);
  });
  test('survives logits whose powers would overflow', () => {
    expect(softmax([1000, 1000, -1000])).toEqual([0.5, 0.5, 0]);
  });
  test('a temperature above one flattens and keeps the order', () => {
    const [sharp, flat] = [softmax([4, 1, 0]), softmax([4, 1, 0], 3)];
    expect(flat[0]).toBeLessThan(sharp[0]!);
    expect(argMax(flat)).toBe(0);
  });
});

describe('argMax', () => {
  test('takes the first of equals', () => expect(argMax([1, 5, 5])).toBe(1));
  test('finds nothing in an empty list', () => expect(argMax([])).toBe(-1));
});
