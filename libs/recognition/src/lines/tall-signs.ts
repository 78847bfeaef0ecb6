import type { Box, Candidate } from '@numera/vision';
import type { PartEvidence } from './part-evidence';
import { TALL_SIGN_WEIGHTS } from './tall-sign-weights';

/** A part of a line with what is known of it: what the glyph network, the judge of segments (`odds`) and the line network say. */
export interface SeenPart {
  readonly candidate: Candidate;
  readonly probabilities: readonly number[];
  readonly odds: number;
  readonly evidence: PartEvidence;
}

/** Weights of the judge: for each hidden unit one of each feature, its bias, and what it counts; and what is added. */
export interface TallSignWeights {
  readonly hidden: readonly (readonly number[])[];
  readonly biases: readonly number[];
  readonly out: readonly number[];
  readonly bias: number;
}

/** A slash or a bracket is at least so many times as high as the digits beside it: else no one could tell it from a 1. */
const LEAST_HEIGHT = 1.15;
/** A part is surely a digit when the line network says so, a logarithm. */
const SURE = -0.5;
/** Logarithms below this say no more. */
const LEAST = -12;

/**
 * How high the digits of a line are, in heights of the line: the median of the parts that are surely digits. Not of 1s, which slashes and brackets
 * look like. Null when there are none.
 */
export function digitHeight(parts: readonly SeenPart[]): number | null {
  const heights = parts
    .filter(({ odds, evidence: { digits } }) => {
      const most = Math.max(...digits);
      return odds > 0 && most > SURE && digits[1]! < most;
    })
    .map(({ candidate }) => candidate.shape.height)
    .sort((a, b) => a - b);
  return heights[heights.length >> 1] ?? null;
}

/** What the judge looks at; null when the part is no higher than digits of this height may be. */
export function tallSignFeatures({ candidate: { shape }, probabilities, odds, evidence }: SeenPart, height: number): number[] | null {
  const times = Math.min(3, shape.height / height);
  if (times < LEAST_HEIGHT) return null;
  const { blank, gap, digits } = evidence;
  const said = [blank, Math.max(...digits), gap].map((log) => Math.max(LEAST, log) / 4);
  const { width, top, bottom, cutLeft, cutRight, inside, pieces, words } = shape;
  const lengths = [width, shape.height, top, bottom, cutLeft, cutRight, inside, pieces / 4, words - 1];
  return [
    ...[odds / 4, ...said],
    ...[times, Math.max(0, times - 1.1), Math.max(0, times - 1.25)],
    ...[Math.log(Math.max(1e-4, ...probabilities)), probabilities[1]!, probabilities[7]!],
    ...lengths.map((length) => Math.max(-2, Math.min(3, length))),
  ];
}

/** A part of a line that may be passed over, and how much speaks for that: a logarithm, beside the scores of candidates. */
export interface TallSign {
  readonly from: number;
  readonly to: number;
  readonly score: number;
  readonly box: Box;
}

/**
 * The parts of a line that may be signs taller than its digits, such as slashes and brackets, which alone look like 1s. Judged by a small network
 * (one hidden layer) that tools/fit-tall-signs.mjs fitted to whole lines.
 */
export function tallSigns(parts: readonly SeenPart[]): TallSign[] {
  const height = digitHeight(parts);
  if (height === null) return [];
  return parts.flatMap((part) => {
    const features = tallSignFeatures(part, height);
    if (features === null) return [];
    const { from, to, glyph } = part.candidate;
    return [{ from, to, score: scoreOf(features, TALL_SIGN_WEIGHTS), box: { ...glyph.box } }];
  });
}

function scoreOf(features: readonly number[], { hidden, biases, out, bias }: TallSignWeights): number {
  return hidden.reduce((score, weights, unit) => {
    const sum = weights.reduce((all, weight, i) => all + weight * features[i]!, biases[unit]!);
    return score + Math.max(0, sum) * out[unit]!;
  }, bias);
}
