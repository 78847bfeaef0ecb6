import type { LatticeStep } from './lattice';
import { REFUSAL_WEIGHTS } from './refusal-weights';

/** What is known of one chosen part of a line, apart from what it is read as. */
export interface Witnesses {
  /** The glyph network's own largest probability, before anyone else was asked. */
  readonly network: number;
  /** The judge of shapes: how much more likely than not it is one whole digit, as a logarithm. */
  readonly odds: number;
  /** The line network's for its likeliest digit, a logarithm; 0 where it was not asked. */
  readonly line: number;
}

/** Weights of a judge: one for each feature, and what is added. */
export interface RefusalWeights {
  readonly features: readonly number[];
  readonly bias: number;
}

const bounded = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
/** A probability as a logarithm of odds, within bounds. */
const logit = (share: number): number => bounded(Math.log(Math.max(1e-6, share) / Math.max(1e-6, 1 - share)), -3, 7);

/**
 * What the judge of a whole reading looks at: each witness on average and at its least, and whether three or more digits are all the same, as
 * fences and rows of dots are. `confidence` is the reading's.
 */
export function refusalFeatures(steps: readonly LatticeStep[], confidence: number): number[] {
  const meanAndLeast = (of: (step: LatticeStep) => number): number[] => {
    const values = steps.map(of);
    return [values.reduce((sum, value) => sum + value, 0) / values.length, Math.min(...values)];
  };
  const isSame = steps.length > 2 && new Set(steps.map(({ glyph }) => glyph.label)).size === 1;
  return [
    logit(confidence ** (1 / steps.length)),
    ...meanAndLeast(({ witnesses }) => logit(witnesses.network)),
    ...meanAndLeast(({ score }) => bounded(score, -8, 6)),
    ...meanAndLeast(({ witnesses }) => bounded(witnesses.odds, -8, 8)),
    ...meanAndLeast(({ witnesses }) => bounded(witnesses.line, -8, 0)),
    isSame ? 1 : 0,
  ];
}

/**
 * Whether what was read is a number at all, and not letters, hatching or a scribble that can be parted into something like digits. One network
 * may be sure of what another has never seen, so all are asked again: a logistic regression that tools/fit-refusal.mjs fitted to drawn
 * pictures of no digit and to drawings, strings and photos, for the ten digits.
 */
export function isNumber(steps: readonly LatticeStep[], confidence: number): boolean {
  const { features, bias } = steps.length === 1 ? REFUSAL_WEIGHTS.one : REFUSAL_WEIGHTS.several;
  return refusalFeatures(steps, confidence).reduce((sum, value, i) => sum + value * features[i]!, bias) >= 0;
}
