import type { ModelCard, ReadMode } from '@numera/contracts';
import { VIEWS, viewsOf, type Glyph } from '@numera/vision';
import type { ReadingRules } from './decision';

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

/** A digit to be scored: its normalised picture and, where there are any, the plain views of it. */
export type Scored = Pick<Glyph, 'pixels' | 'plain'>;

/**
 * How much each look at a glyph counts: its normalised picture, then its plain views. Weights of logits: where one is sure and another wavers
 * the sure one decides, and where each is sure of something else neither does.
 */
const WEIGHTS: readonly (readonly number[])[] = [[1], [0.4, 0.6], [0.4, 0.4, 0.2]];

/**
 * Logits of glyphs in a mode. `fast` asks the first network once for each glyph and once more for each of its plain views, `accurate` every
 * network for several views of each of them, whose logits are averaged. In `accurate` the temperature comes after averaging, and is the one that
 * the card has for it. Every network has begun when this returns its promise.
 */
export async function scoresOf(glyphs: readonly Scored[], mode: ReadMode, { card, networks }: Networks): Promise<Scores> {
  const rules = rulesIn(mode, card);
  const looks = glyphs.map(({ pixels, plain = [] }) => [pixels, ...plain].filter((view) => view !== undefined));
  const views = mode === 'fast' ? looks.flat() : looks.flat().flatMap(viewsOf);
  const answers = await Promise.all((mode === 'fast' ? networks.slice(0, 1) : networks).map((network) => network(views)));
  if (mode === 'fast' && views.length === glyphs.length) return { logits: answers[0]!, rules, mode };
  const labels = card.labels.length;
  const counts = looks.map(({ length }) => length);
  return { logits: joined(means(answers, mode === 'fast' ? 1 : VIEWS, labels), counts, labels), rules, mode };
}

/** The rules by which a model's answers in a mode are read. */
export const rulesIn = (mode: ReadMode, card: ModelCard): ReadingRules =>
  mode === 'accurate' && card.accurate !== undefined ? { labels: card.labels, ...card.accurate } : card;

/** Mean logits of all answers to each `views` rows of `labels` logits: a network that is sure counts for more than one that wavers. */
function means(answers: readonly Float32Array[], views: number, labels: number): Float64Array {
  const mean = new Float64Array(answers[0]!.length / views);
  for (const answer of answers) {
    answer.forEach((logit, i) => (mean[Math.floor(i / (views * labels)) * labels + (i % labels)]! += logit / (views * answers.length)));
  }
  return mean;
}

/** One row of logits for each glyph, of which `counts` says how many looks there were: their weighted sum, a product of experts. */
function joined(logits: Float64Array, counts: readonly number[], labels: number): Float32Array {
  const out = new Float32Array(counts.length * labels);
  let row = 0;
  counts.forEach((count, glyph) => {
    for (const weight of WEIGHTS[count - 1]!) {
      for (let label = 0; label < labels; label++) out[glyph * labels + label]! += weight * logits[row * labels + label]!;
      row++;
    }
  });
  return out;
}
