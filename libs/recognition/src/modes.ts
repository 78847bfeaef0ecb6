import type { ModelCard, ReadMode } from '@numera/contracts';
import { VIEWS, viewsOf } from '@numera/vision';
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

/**
 * Logits of glyphs in a mode. `accurate` averages the probabilities of every network for every view of a glyph and gives their logarithms: the
 * temperature comes after averaging, and is the one that the card has for it. Every network has begun when this returns its promise.
 */
export async function scoresOf(glyphs: readonly Float32Array[], mode: ReadMode, { card, networks }: Networks): Promise<Scores> {
  if (mode === 'fast') return { logits: await networks[0](glyphs), rules: card, mode };
  const views = glyphs.flatMap(viewsOf);
  const answers = await Promise.all(networks.map((network) => network(views)));
  return { logits: meanLogits(answers, glyphs.length, card.labels.length), rules: rulesIn(mode, card), mode };
}

/** The rules by which a model's answers in a mode are read. */
export const rulesIn = (mode: ReadMode, card: ModelCard): ReadingRules =>
  mode === 'accurate' && card.accurate !== undefined ? { labels: card.labels, ...card.accurate } : card;

/** Logarithms of the mean probabilities of `count` glyphs with `VIEWS` rows of logits each in every answer. */
function meanLogits(answers: readonly Float32Array[], count: number, labels: number): Float32Array {
  const mean = new Float64Array(count * labels);
  for (const answer of answers) {
    for (let row = 0; row < count * VIEWS; row++) {
      const to = Math.floor(row / VIEWS) * labels;
      softmax(answer.subarray(row * labels, (row + 1) * labels)).forEach((share, label) => (mean[to + label]! += share));
    }
  }
  // The least that a mean can be, so that no logarithm is of nothing.
  return Float32Array.from(mean, (sum) => Math.log(Math.max(1e-12, sum / (VIEWS * answers.length))));
}
