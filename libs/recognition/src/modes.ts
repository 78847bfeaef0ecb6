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
 * Logits of glyphs in a mode. `fast` asks the first network once for each look at a glyph (the normalised one and, where there is one, the plain
 * view), `accurate` every network for many views of each look and averages their probabilities. Of two looks the surer counts: what misleads one
 * (a stripe, a zigzag, a digit small in its picture) leaves it in doubt. In `accurate` the temperature comes after averaging, and is the one that
 * the card has for it. Every network has begun when this returns its promise.
 */
export async function scoresOf(glyphs: readonly Scored[], mode: ReadMode, { card, networks }: Networks): Promise<Scores> {
  const rules = rulesIn(mode, card);
  const width = card.labels.length;
  const looks = glyphs.map(({ pixels, plain }) => (plain === undefined ? [pixels] : [pixels, plain]));
  const asked = looks.flat().map((look) => (mode === 'fast' ? [look] : viewsOf(look)));
  const views = asked.flat();
  const answers = await Promise.all((mode === 'fast' ? networks.slice(0, 1) : networks).map((network) => network(views)));
  const counts = asked.map((of) => of.length);
  const logits = mode === 'fast' ? answers[0]! : meanLogits(answers, counts, width);
  const counted = looks.every((of) => of.length === 1) ? logits : surest(logits, looks, { ...rules, width });
  return { logits: counted, rules, mode };
}

/** Of each glyph's looks the row of `width` logits whose likeliest label is surest. */
function surest(
  logits: Float32Array,
  looks: readonly (readonly unknown[])[],
  { calibration, width }: Pick<ReadingRules, 'calibration'> & { width: number },
): Float32Array {
  const chosen = new Float32Array(looks.length * width);
  let row = 0;
  looks.forEach(({ length }, glyph) => {
    let best = -1;
    for (const end = row + length; row < end; row++) {
      const answer = logits.subarray(row * width, (row + 1) * width);
      const sure = Math.max(...softmax(answer, calibration.temperature));
      if (sure <= best) continue;
      best = sure;
      chosen.set(answer, glyph * width);
    }
  });
  return chosen;
}

/** The rules by which a model's answers in a mode are read. */
export const rulesIn = (mode: ReadMode, card: ModelCard): ReadingRules =>
  mode === 'accurate' && card.accurate !== undefined ? { labels: card.labels, ...card.accurate } : card;

/** Logits whose softmax is the mean of the answers' to each look: `counts` says how many rows of `labels` logits of every answer belong to each. */
function meanLogits(answers: readonly Float32Array[], counts: readonly number[], labels: number): Float32Array {
  const mean = new Float64Array(counts.length * labels);
  let row = 0;
  counts.forEach((count, look) => {
    for (const end = row + count; row < end; row++) {
      for (const answer of answers) {
        const shares = softmax(answer.subarray(row * labels, (row + 1) * labels), 1);
        shares.forEach((share, label) => (mean[look * labels + label]! += share / (count * answers.length)));
      }
    }
  });
  // The least that a mean can be, so that no logarithm is of nothing.
  return Float32Array.from(mean, (share) => Math.log(Math.max(1e-12, share)));
}
