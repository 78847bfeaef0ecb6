import type { Scored } from '../evaluation/figures';
import { randomFrom, type Random } from '../strokes/random';
import { upperBound } from './intervals';
import { acceptedAt, controlRisk, leastCount } from './risk-control';

/** Confidence is even in [0, 1) and an answer of confidence c is wrong with chance `slope * (1 - c)`, so the risk from t on is slope * (1 - t) / 2. */
function draw(count: number, slope: number, random: Random): Scored[] {
  return Array.from({ length: count }, () => {
    const confidence = random();
    return { confidence, isCorrect: random() >= slope * (1 - confidence) };
  });
}
const riskFrom = (threshold: number, slope: number): number => (slope * (1 - threshold)) / 2;

/** The tempting rule that the controlled one replaces: the loosest of all thresholds whose own bound holds. */
function luckiest(answers: readonly Scored[], target: number): number {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  let errors = 0;
  let accept = 1;
  sorted.forEach(({ confidence, isCorrect }, i) => {
    if (!isCorrect) errors++;
    if (i % 10 === 0 && upperBound(errors, i + 1) <= target) accept = confidence;
  });
  return accept;
}

describe('controlled risk', () => {
  // Slopes that put the point where risk meets the target before, near and far behind the start of the sequence.
  test.each([
    [2000, 0.02, 0.05],
    [2000, 0.02, 0.1],
    [1000, 0.05, 0.12],
    [6000, 0.002, 0.005],
    [3000, 0.002, 0.004],
  ])('of %d answers at target %d and slope %d holds in at least 95 %% of draws', (count, target, slope) => {
    const random = randomFrom(count + slope * 1e4);
    const draws = 300;
    let held = 0;
    for (let i = 0; i < draws; i++) {
      const { accept } = controlRisk(draw(count, slope, random), target);
      if (accept === null || riskFrom(accept, slope) <= target) held++;
    }
    expect(held / draws).toBeGreaterThanOrEqual(0.95);
  });

  test('the luckiest of many thresholds would break the promise, the controlled one keeps it', () => {
    // Whatever is accepted has an error of 5.1 %: every threshold misses the target of 5 %, if only just.
    const random = randomFrom(7);
    const draws = 200;
    const broken = { luckiest: 0, controlled: 0 };
    for (let i = 0; i < draws; i++) {
      const answers = Array.from({ length: 1000 }, () => ({ confidence: random(), isCorrect: random() >= 0.051 }));
      if (luckiest(answers, 0.05) < 1) broken.luckiest++;
      if (controlRisk(answers, 0.05).accept !== null) broken.controlled++;
    }
    expect(broken.luckiest / draws).toBeGreaterThan(0.15);
    expect(broken.controlled / draws).toBeLessThanOrEqual(0.05);
  });

  test('it is worth having: much is accepted where much may be', () => {
    const level = controlRisk(draw(20_000, 0.012, randomFrom(3)), 0.01);
    // The risk of everything is 0.6 %, so all may be accepted.
    expect(level.coverage).toBeGreaterThan(0.95);
    expect(level.bound).toBeLessThanOrEqual(0.01);
  });

  test('what too few answers cannot carry is not certifiable, however right they are', () => {
    const right = Array.from({ length: 29_955 }, (_, i) => ({ confidence: i / 3e4, isCorrect: true }));
    expect(leastCount(0.0001)).toBe(29_956);
    expect(controlRisk(right, 0.0001)).toEqual({
      targetError: 0.0001,
      count: 29_955,
      needed: 29_956,
      accept: null,
      coverage: 0,
      errors: 0,
      bound: 1,
    });
    expect(controlRisk([...right, { confidence: 1, isCorrect: true }], 0.0001)).toMatchObject({ accept: 0, coverage: 1, errors: 0 });
    expect(controlRisk([], 0.01).accept).toBeNull();
  });

  test('equal confidences are not parted', () => {
    const answers = Array.from({ length: 4000 }, (_, i) => ({ confidence: i < 1000 ? 0.9 : 0.8, isCorrect: i !== 2500 }));
    expect(controlRisk(answers, 0.01)).toMatchObject({ accept: 0.8, coverage: 1, errors: 1 });
    expect(
      controlRisk(
        answers.map((one, i) => ({ ...one, isCorrect: i < 3900 })),
        0.01,
      ).accept,
    ).toBeNull();
  });
});

describe('a threshold on other answers', () => {
  test('accepts what is at least as sure', () => {
    const answers = [0.9, 0.8, 0.7, 0.6].map((confidence, i) => ({ confidence, isCorrect: i !== 1 }));
    expect(acceptedAt(answers, 0.7)).toEqual({
      count: 4,
      accepted: 3,
      coverage: 0.75,
      errors: 1,
      error: 1 / 3,
      bound: expect.closeTo(0.86465, 4),
    });
    expect(acceptedAt([], 0.5)).toMatchObject({ coverage: 0, error: 0, bound: 1 });
  });
});
