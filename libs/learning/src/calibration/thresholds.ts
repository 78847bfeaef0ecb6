import { upperBound } from './intervals';

/** One answer to a labelled glyph. */
export interface Judged {
  readonly confidence: number;
  readonly isCorrect: boolean;
}

export interface Thresholds {
  readonly accept: number;
  readonly reject: number;
}

/** Share of real digits that may fall below the reject threshold. */
const REJECTED_SHARE = 0.001;

/**
 * Chooses thresholds on answers that nothing was learned from. `accept` is the smallest confidence above which, at 95 % confidence, at most
 * `targetError` of answers are wrong (Clopper-Pearson bound; 1 when no threshold reaches that); `reject` leaves 0.1 % of digits below it and
 * is never above `accept`.
 */
export function chooseThresholds(answers: readonly Judged[], targetError: number): Thresholds {
  const sorted = [...answers].sort((a, b) => b.confidence - a.confidence);
  let accept = 1;
  let wrong = 0;
  sorted.forEach(({ confidence, isCorrect }, i) => {
    if (!isCorrect) wrong++;
    // Equal confidences stand or fall together, so a cut may only come after the last of them.
    const isLastOfEquals = sorted[i + 1]?.confidence !== confidence;
    if (isLastOfEquals && upperBound(wrong, i + 1) <= targetError) accept = confidence;
  });
  const lowest = sorted[Math.max(0, sorted.length - 1 - Math.floor(sorted.length * REJECTED_SHARE))]?.confidence ?? 0;
  return { accept, reject: Math.min(accept, lowest) };
}
