import type { ReadGlyph } from '@numera/contracts';
import { LINE_WEIGHTS } from './line-weights';
import type { PartEvidence } from './part-evidence';

/** Below this the glyph network's probabilities tell nothing any more: a badly cut digit may look like anything. */
const LEAST = 1e-4;

/** How much speaks for a patch of ink being a sign among the digits, such as a currency mark; a logarithm, beside the scores of candidates. */
export const signScore = (blank: number): number => LINE_WEIGHTS.sign + LINE_WEIGHTS.blank * blank;

/**
 * What the glyph network, the judge of segments and the line network say of a candidate, together: a log-linear mixture (a product of experts,
 * each raised to its weight). Gives the glyph with the mixture's probabilities, and the logarithm of all digits' sum: how much speaks for
 * the candidate being a digit at all.
 */
export function weigh(glyph: ReadGlyph, odds: number, { digits, gap }: PartEvidence): { glyph: ReadGlyph; score: number } {
  const weights = LINE_WEIGHTS;
  const scores = glyph.probabilities.map(
    (probability, i) => weights.glyph * Math.log(Math.max(LEAST, probability)) + weights.line * digits[i]!,
  );
  const largest = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - largest), 0);
  const probabilities = scores.map((score) => Math.exp(score - largest) / sum);
  const best = scores.indexOf(largest);
  return {
    glyph: { ...glyph, label: String(best), digit: best, confidence: probabilities[best]!, probabilities },
    score: weights.odds * odds + weights.gap * gap + weights.digit + largest + Math.log(sum),
  };
}
