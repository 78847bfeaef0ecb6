import type { ModelCard, ReadMode } from '@numera/contracts';
import { viewsOf, type Glyph } from '@numera/vision';
import type { ReadingRules } from './decision';
import { softmax } from './softmax';

/** Logits of n glyphs, n x labels. */
export type Network = (glyphs: readonly Float32Array[]) => Promise<Float32Array>;

/** What a model answers with: its card, its own network, and after it those that answer only in `accurate`. */
export interface Networks {
  readonly card: ModelCard;
  readonly networks: readonly [Network, ...Network[]];
}

/** What `read` takes: a row of logits for each glyph, the rules that they are read by, and the mode that they come from. */
export interface Scores {
  readonly logits: Float32Array;
  readonly rules: ReadingRules;
  readonly mode: ReadMode;
}

/** A digit to be scored: its normalised picture and, where there is one, the plain view of it. */
export type Scored = Pick<Glyph, 'pixels' | 'plain'>;

/**
 * Logits of glyphs in a mode. `fast` asks the first network once for each glyph and once more for its plain view, `accurate` every network for
 * many views; more than one answer to a glyph are averaged as probabilities. In `accurate` the temperature comes after averaging, and is the one
 * that the card has for it. Every network has begun when this returns its promise.
 */
export async function scoresOf(glyphs: readonly Scored[], mode: ReadMode, { card, networks }: Networks): Promise<Scores> {
  const rules = rulesIn(mode, card);
  const asked = glyphs.map(({ pixels, plain }) => {
    const looks = plain === undefined ? [pixels] : [pixels, plain];
    return mode === 'fast' ? looks : looks.flatMap(viewsOf);
  });
  const views = asked.flat();
  const answers = await Promise.all((mode === 'fast' ? networks.slice(0, 1) : networks).map((network) => network(views)));
  if (mode === 'fast' && views.length === glyphs.length) return { logits: answers[0]!, rules, mode };
  const counts = asked.map((looks) => looks.length);
  // The rules divide by the temperature again.
  const temperature = mode === 'fast' ? rules.calibration.temperature : 1;
  return { logits: meanLogits(answers, counts, card.labels.length, temperature), rules, mode };
}

/** The rules by which a model's answers in a mode are read. */
export const rulesIn = (mode: ReadMode, card: ModelCard): ReadingRules =>
  mode === 'accurate' && card.accurate !== undefined ? { labels: card.labels, ...card.accurate } : card;

/**
 * Logits whose softmax at `temperature` is the mean of the answers' to each glyph: `counts` says how many rows of `labels` logits of every
 * answer belong to each.
 */
function meanLogits(answers: readonly Float32Array[], counts: readonly number[], labels: number, temperature: number): Float32Array {
  const mean = new Float64Array(counts.length * labels);
  let row = 0;
  counts.forEach((count, glyph) => {
    for (const end = row + count; row < end; row++) {
      for (const answer of answers) {
        const shares = softmax(answer.subarray(row * labels, (row + 1) * labels), temperature);
        shares.forEach((share, label) => (mean[glyph * labels + label]! += share / (count * answers.length)));
      }
    }
  });
  // The least that a mean can be, so that no logarithm is of nothing.
  return Float32Array.from(mean, (share) => temperature * Math.log(Math.max(1e-12, share)));
}
