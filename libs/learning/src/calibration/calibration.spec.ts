import { normal, randomFrom } from '../strokes/random';
import { crossEntropyOf, type Answers } from '../training/answers';
import { upperBound, wilson95 } from './intervals';
import { fitTemperature } from './temperature';
import { chooseThresholds } from './thresholds';

describe('intervals', () => {
  // Known values: statsmodels' proportion_confint(98, 100, method='wilson') and scipy's beta.ppf(0.95, k + 1, n - k).
  test("Wilson's interval of 98 in 100", () => {
    const [low, high] = wilson95(98, 100);
    expect(low).toBeCloseTo(0.93, 3);
    expect(high).toBeCloseTo(0.9945, 4);
  });
  test('all right is still not certain, and no trials say nothing', () => {
    expect(wilson95(50, 50)[0]).toBeLessThan(0.94);
    expect(wilson95(50, 50)[1]).toBe(1);
    expect(wilson95(0, 0)).toEqual([0, 1]);
  });
  test('no failure in n has the bound 1 - 0.05^(1/n)', () => {
    expect(upperBound(0, 100)).toBeCloseTo(1 - 0.05 ** 0.01, 9);
  });
  test('the bound of k failures leaves 5 % for as few', () => {
    expect(upperBound(5, 5000)).toBeCloseTo(0.0021, 4);
    expect(upperBound(3, 3)).toBe(1);
    expect(upperBound(0, 0)).toBe(1);
  });
});

describe('temperature', () => {
  /** Answers whose logits are `factor` times what would be honest. */
  function answers(factor: number): Answers {
    const random = randomFrom(5);
    const count = 4000;
    const logits = new Float32Array(count * 3);
    const classes = new Uint8Array(count);
    for (let i = 0; i < count; i++) {
      const honest = [normal(random, 0, 1.5), normal(random, 0, 1.5), normal(random, 0, 1.5)];
      const powers = honest.map(Math.exp);
      let left = random() * powers.reduce((a, b) => a + b);
      classes[i] = powers.findIndex((power) => (left -= power) < 0);
      honest.forEach((logit, j) => (logits[i * 3 + j] = logit * factor));
    }
    return { logits, classes, labels: 3 };
  }
  test.each([0.5, 1, 3])('logits %d times too large are brought back', (factor) => {
    const temperature = fitTemperature(answers(factor));
    expect(temperature / factor).toBeGreaterThan(0.9);
    expect(temperature / factor).toBeLessThan(1.1);
    expect(crossEntropyOf(answers(factor), temperature)).toBeLessThanOrEqual(crossEntropyOf(answers(factor)));
  });
});

describe('thresholds', () => {
  const judged = (count: number, confidence: (i: number) => number, isCorrect: (i: number) => boolean) =>
    Array.from({ length: count }, (_, i) => ({ confidence: confidence(i), isCorrect: isCorrect(i) }));

  test('accept lies just above where errors become too many', () => {
    // 4,000 sure and right, 1,000 doubtful of which every fifth is wrong.
    const answers = judged(
      5000,
      (i) => (i < 4000 ? 0.99 - i / 1e6 : 0.7 - i / 1e5),
      (i) => i < 4000 || i % 5 !== 0,
    );
    const { accept, reject } = chooseThresholds(answers, 0.002);
    expect(accept).toBeGreaterThan(0.65);
    expect(accept).toBeLessThan(0.97);
    const accepted = answers.filter(({ confidence }) => confidence >= accept);
    expect(upperBound(accepted.filter(({ isCorrect }) => !isCorrect).length, accepted.length)).toBeLessThanOrEqual(0.002);
    expect(answers.filter(({ confidence }) => confidence < reject)).toHaveLength(5);
  });
  test('too few answers to prove anything accept nothing', () => {
    expect(
      chooseThresholds(
        judged(
          100,
          () => 0.9,
          () => true,
        ),
        0.002,
      ).accept,
    ).toBe(1);
  });
  test('equal confidences are not parted', () => {
    const answers = judged(
      3000,
      () => 0.8,
      (i) => i < 2000,
    );
    expect(chooseThresholds(answers, 0.002).accept).toBe(1);
  });
  test('reject is never above accept', () => {
    const { accept, reject } = chooseThresholds(
      judged(
        4000,
        (i) => 0.9 + i / 1e5,
        () => true,
      ),
      0.002,
    );
    expect(reject).toBeLessThanOrEqual(accept);
  });
  test('out-of-fold answers prove what the others are too few for, and have no say in what is refused', () => {
    const few = judged(
      1000,
      (i) => 0.5 + i / 2000,
      () => true,
    );
    const more = judged(
      4000,
      (i) => 0.7 + i / 20_000,
      () => true,
    );
    expect(chooseThresholds(few, 0.002).accept).toBe(1);
    const { accept, reject } = chooseThresholds(few, 0.002, [], more);
    expect(accept).toBeCloseTo(0.5, 2);
    expect(reject).toBe(few[1]!.confidence);
  });
  test('negatives raise reject as far as refuses them, at most over 0.2 % of digits, and accept with it', () => {
    // Sure of most digits, less so of 1 %; a confidence of its own each.
    const answers = judged(
      10_000,
      (i) => (i < 100 ? 0.3 + i / 1000 : 0.95 + i / 1e6),
      () => true,
    );
    const weak = Array.from({ length: 100 }, (_, i) => 0.1 + i / 1000);
    const refused = chooseThresholds(answers, 0.002, weak);
    expect(weak.filter((confidence) => confidence < refused.reject).length).toBeGreaterThanOrEqual(94);
    const strong = chooseThresholds(
      answers,
      0.002,
      weak.map((confidence) => confidence + 0.7),
    );
    expect(answers.filter(({ confidence }) => confidence < strong.reject)).toHaveLength(20);
    expect(strong.accept).toBeGreaterThanOrEqual(strong.reject);
    expect(strong.reject).toBeGreaterThan(chooseThresholds(answers, 0.002).reject);
  });
});
