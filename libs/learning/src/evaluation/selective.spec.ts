import { randomFrom } from '../strokes/random';
import { selectiveAt } from './selective';

const random = randomFrom(11);
const answers = Array.from({ length: 4000 }, () => {
  const confidence = random();
  return { confidence, isCorrect: random() >= 0.04 * (1 - confidence) };
});
const thresholds = { accept: 0.9, reject: 0.2, chosenOn: 'validation of x', targetError: 0.002 };

describe('a stated error', () => {
  test('uses the threshold that the card has for it', () => {
    const level = { targetError: 0.01, count: 5000, needed: 299, accept: 0.6, coverage: 0.4, errors: 3, bound: 0.009 };
    const one = selectiveAt(0.01, answers, { thresholds, risk: [level] });
    expect(one).toMatchObject({ threshold: 0.6, chosenOn: 'validation of x', chosenCount: 5000, count: 4000 });
    expect(one.coverage).toBeCloseTo(0.4, 1);
    expect(selectiveAt(0.002, answers, { thresholds }).threshold).toBe(0.9);
  });
  test('in the mode accurate has that mode’s own certificate, or none', () => {
    const accurate = { members: [], calibration: { temperature: 1 }, thresholds: { ...thresholds, accept: 0.7, chosenOn: 'views of x' } };
    expect(selectiveAt(0.002, answers, { thresholds, accurate }, 'accurate')).toMatchObject({ threshold: 0.7, chosenOn: 'views of x' });
    expect(selectiveAt(0.002, answers, { thresholds, accurate }).threshold).toBe(0.9);
    const level = { targetError: 0.02, count: 5000, needed: 149, accept: 0.6, coverage: 0.4, errors: 3, bound: 0.009 };
    for (const targetError of [0.002, 0.02]) {
      const one = selectiveAt(targetError, answers, { thresholds, risk: [level] }, 'accurate');
      expect(one.chosenOn).toBe('the other half of these images');
    }
  });
  test('else is chosen on one half and measured on the other', () => {
    const one = selectiveAt(0.02, answers, { thresholds });
    expect(one).toMatchObject({ chosenOn: 'the other half of these images', chosenCount: 2000, count: 2000 });
    expect(one.threshold).toBeGreaterThan(0);
    expect(one.error).toBeLessThan(0.02);
    expect(one.accepted / one.count).toBe(one.coverage);
    expect(one.levels.map(({ targetError }) => targetError)).toEqual([0.02, 0.01, 0.001, 0.0001]);
    expect(selectiveAt(0.02, answers, { thresholds })).toEqual(one);
  });
  test('that cannot be certified accepts nothing', () => {
    expect(selectiveAt(0.0001, answers, { thresholds })).toMatchObject({ threshold: null, accepted: 0, coverage: 0, error: 0, bound: 1 });
  });
});
