import type { Scored } from '../evaluation/figures';
import { controlRisk } from './risk-control';

/** One answer to a labelled glyph. */
export type Judged = Scored;

export interface Thresholds {
  readonly accept: number;
  readonly reject: number;
}

/** Share of real digits that may fall below the reject threshold: without negatives to refuse, and to refuse `REFUSED` of them. */
const LOST = { plain: 0.001, most: 0.005 };
/** Share to refuse of the negatives in which vision finds something at all; with those in which it finds nothing that is more. */
const REFUSED = 0.95;

/**
 * Chooses thresholds on answers that nothing was learned from. `accept` is the confidence from which, with 95 % certainty, at most
 * `targetError` of answers are wrong (see controlRisk; 1 when these answers cannot prove it). `reject` leaves 0.1 % of digits below it, or,
 * with the confidences of glyphs that are no digit, as many up to 0.5 % as it takes to refuse 95 % of those; where that is above `accept`,
 * `accept` moves up to it, which the same test has proved on its way.
 */
export function chooseThresholds(answers: readonly Judged[], targetError: number, negatives: readonly number[] = []): Thresholds {
  const accept = controlRisk(answers, targetError).accept ?? 1;
  const sorted = answers.map(({ confidence }) => confidence).sort((a, b) => a - b);
  const losing = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  const plain = Math.min(accept, losing(LOST.plain));
  if (negatives.length === 0) return { accept, reject: plain };
  const doubted = [...negatives].sort((a, b) => a - b);
  const wanted = doubted[Math.ceil(doubted.length * REFUSED)] ?? doubted.at(-1)!;
  const reject = Math.min(1, Math.max(plain, Math.min(losing(LOST.most), wanted)));
  return { accept: Math.max(accept, reject), reject };
}
