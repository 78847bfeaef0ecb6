import { bestPath } from './best-path';

const step = (from: number, to: number, probability: number) => ({ from, to, score: Math.log(probability) });

describe('bestPath', () => {
  it('takes the better of whole and halves, and says how much better', () => {
    const whole = bestPath(2, [step(0, 2, 0.2), step(0, 1, 0.9), step(1, 2, 0.9)]);
    expect(whole.steps).toEqual([1, 2]);
    expect(whole.share).toBeCloseTo(0.81 / 1.01);
  });

  it('takes steps in any order', () => {
    expect(bestPath(3, [step(2, 3, 0.5), step(1, 3, 0.1), step(1, 2, 0.5), step(0, 1, 0.5)]).steps).toEqual([3, 2, 0]);
  });

  it('is sure of the only path', () => {
    expect(bestPath(1, [step(0, 1, 0.01)])).toEqual({ steps: [0], share: 1, total: Math.log(0.01) });
  });

  it('refuses pieces that no step reaches', () => {
    expect(() => bestPath(2, [step(0, 1, 1)])).toThrow(RangeError);
  });
});
