import type { Scored } from '../evaluation/figures';
import { controlRisk } from './risk-control';

/** One answer to a labelled glyph. */
export type Judged = Scored;

export interface Thresholds {
  readonly accept: number;
  readonly reject: number;
}

/** Share of real digits that may fall below the reject threshold: without negatives to refuse, and to refuse `REFUSED` of them. */
const LOST = { plain: 0.001, most: 0.002 };
/** Share to refuse of the negatives in which vision finds something; with the quarter in which it finds nothing that is more than 95 %. */
const REFUSED = 0.935;

/**
 * Chooses thresholds on answers that nothing was learned from. `accept` is the confidence from which, with 95 % certainty, at most
 * `targetError` of answers are wrong (see controlRisk; 1 when these answers and the `outOfFold` ones cannot prove it). `reject` leaves 0.1 % of digits below it, or,
 * with the confidences of glyphs that are no digit, as many up to 0.2 % as it takes to refuse 93.5 % of those; where that is above `accept`,
 * `accept` moves up to it, which the same test has proved on its way.
 */
export function chooseThresholds(
  answers: readonly Judged[],
  targetError: number,
  negatives: readonly number[] = [],
  outOfFold: readonly Judged[] = [],
): Thresholds {
  const accept = controlRisk([...answers, ...outOfFold], targetError).accept ?? 1;
  const sorted = answers.map(({ confidence }) => confidence).sort((a, b) => a - b);
  const losing = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  const plain = Math.min(accept, losing(LOST.plain));
  if (negatives.length === 0) return { accept, reject: plain };
  const doubted = [...negatives].sort((a, b) => a - b);
  const wanted = doubted[Math.ceil(doubted.length * REFUSED)] ?? doubted.at(-1)!;
  const reject = Math.min(1, Math.max(plain, Math.min(losing(LOST.most), wanted)));
  return { accept: Math.max(accept, reject), reject };
}

/**
 * What the doubt about a digit that is put up with is multiplied by in a string. Hatching, dots and letters are easily parted into something
 * like digits: of 149 strings read into drawn negatives the middle one's digits had 0.78 on average, while of 229 generated strings that were
 * rightly read one in a hundred had less than 0.95.
 */
const STRING_DOUBT = 0.3;

/** The confidence that the digits of a string need on average, for the one that a digit alone needs. */
export const rejectStringFor = (reject: number): number => 1 - STRING_DOUBT * (1 - reject);
