import type { Scored } from '../evaluation/figures';
import { chanceOfAtMost, upperBound } from './intervals';

/** What answers prove about accepting by confidence with at most `targetError` wrong among the accepted. */
export interface RiskLevel {
  readonly targetError: number;
  /** Answers that were looked at. */
  readonly count: number;
  /** Fewest answers, all right, that could prove the target at all. */
  readonly needed: number;
  /** The lowest confidence to accept; null: not certifiable with these answers. */
  readonly accept: number | null;
  /** Share of all answers at or above `accept`, how many of them are wrong, and the 95 % bound of their error; of nothing: 0, 0, 1. */
  readonly coverage: number;
  readonly errors: number;
  readonly bound: number;
}

/** Errors that reports speak of: 1 %, 0.1 % and 0.01 %. */
export const REPORTED_ERRORS: readonly number[] = [0.01, 0.001, 0.0001];

/** Chance that is left for a target being missed. */
const DELTA = 0.05;
/** Looser and looser thresholds are tried in this many equal steps of coverage; each look costs power, so there are few. */
const STEPS = 500;

/** Fewest answers, all of them right, whose 95 % bound reaches the target: 1 - 0.05^(1/n) <= target. */
export function leastCount(targetError: number): number {
  return Math.ceil(Math.log(DELTA) / Math.log1p(-targetError));
}

/**
 * Chooses the confidence from which answers are accepted so that, with 95 % certainty over the drawing of `answers`, at most `targetError` of
 * what will be accepted is wrong (selective risk control; Geifman and El-Yaniv 2017, with fixed-sequence testing as in Angelopoulos et al.,
 * "Learn then Test", 2021).
 *
 * Taking the best of many thresholds whose bounds hold one by one would break the promise: with many looks one is lucky. So the thresholds
 * are tested from strict to loose at ranks that depend on the number of answers only, each by the exact binomial tail at 5 %, and the first
 * that fails ends it. Why that is enough: let the real risk grow as confidence falls. The first set in the sequence whose risk is above the
 * target holds the answers above the point where risk meets the target, whose errors are binomial with the target, and more of higher risk;
 * so its test passes by chance in at most 5 % of draws, and nothing behind it is ever tested without it. The sequence starts at half of the
 * answers: a start with fewer would end at a single early error. Answers of equal confidence stand or fall together.
 */
export function controlRisk(answers: readonly Scored[], targetError: number): RiskLevel {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  const count = sorted.length;
  const needed = leastCount(targetError);
  const step = Math.max(1, Math.floor(count / STEPS));
  let passed: { readonly size: number; readonly errors: number } | null = null;
  let size = 0;
  let errors = 0;
  for (let rank = Math.max(needed, Math.ceil(count / 2)); rank <= count; rank = Math.max(size, Math.min(count, rank)) + step) {
    const edge = sorted[rank - 1]!.confidence;
    for (; size < count && sorted[size]!.confidence >= edge; size++) if (!sorted[size]!.isCorrect) errors++;
    if (chanceOfAtMost(errors, size, targetError) > DELTA) break;
    passed = { size, errors };
  }
  if (passed === null) return { targetError, count, needed, accept: null, coverage: 0, errors: 0, bound: 1 };
  return {
    targetError,
    count,
    needed,
    accept: sorted[passed.size - 1]!.confidence,
    coverage: passed.size / count,
    errors: passed.errors,
    bound: upperBound(passed.errors, passed.size),
  };
}

/** How a threshold does on answers that it was not chosen on. */
export interface Accepted {
  readonly count: number;
  readonly accepted: number;
  /** accepted / count. */
  readonly coverage: number;
  readonly errors: number;
  /** errors / accepted; 0 of nothing. */
  readonly error: number;
  /** Exact 95 % one-sided bound of the error. */
  readonly bound: number;
}

/** Counts what a threshold accepts, and how much of it is wrong. */
export function acceptedAt(answers: readonly Scored[], accept: number): Accepted {
  const accepted = answers.filter(({ confidence }) => confidence >= accept);
  const errors = accepted.filter(({ isCorrect }) => !isCorrect).length;
  return {
    count: answers.length,
    accepted: accepted.length,
    coverage: answers.length === 0 ? 0 : accepted.length / answers.length,
    errors,
    error: accepted.length === 0 ? 0 : errors / accepted.length,
    bound: upperBound(errors, accepted.length),
  };
}
