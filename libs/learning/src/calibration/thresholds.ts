import type { Scored } from '../evaluation/figures';
import { controlRisk } from './risk-control';

/** One answer to a labelled glyph. */
export type Judged = Scored;

export interface Thresholds {
  readonly accept: number;
  readonly reject: number;
}

/** Share of real digits that may fall below the reject threshold. */
const REJECTED_SHARE = 0.001;

/**
 * Chooses thresholds on answers that nothing was learned from. `accept` is the confidence from which, with 95 % certainty, at most
 * `targetError` of answers are wrong (see controlRisk; 1 when these answers cannot prove it); `reject` leaves 0.1 % of digits below it and is
 * never above `accept`.
 */
export function chooseThresholds(answers: readonly Judged[], targetError: number): Thresholds {
  const accept = controlRisk(answers, targetError).accept ?? 1;
  const sorted = answers.map(({ confidence }) => confidence).sort((a, b) => a - b);
  const lowest = sorted[Math.floor(sorted.length * REJECTED_SHARE)] ?? 0;
  return { accept, reject: Math.min(accept, lowest) };
}
