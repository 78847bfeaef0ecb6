import { GLYPH_SIDE, type Candidate } from '@numera/vision';
import { SEGMENT_WEIGHTS } from './segment-weights';

/** A glyph is judged at half its size: what a digit is not shows there too, with a quarter of the weights. */
const SIDE = GLYPH_SIDE / 2;
const LABELS = 10;
const HIDDEN = 32;
/** Values that the judge looks at. */
export const SEGMENT_FEATURES = SIDE * SIDE + LABELS + 1 + 11;
/** No part of a line is so surely a digit, or none, that others could not outvote it. */
const SUREST = 8;

/** What the judge looks at: the glyph, what the network says of it, and how it stands in its line. */
export function segmentFeatures({ glyph, shape }: Candidate, probabilities: readonly number[]): Float32Array {
  const out = new Float32Array(SEGMENT_FEATURES);
  for (let y = 0; y < GLYPH_SIDE; y++) {
    const row = (y >> 1) * SIDE;
    for (let x = 0; x < GLYPH_SIDE; x++) out[row + (x >> 1)]! += glyph.pixels[y * GLYPH_SIDE + x]! / 4;
  }
  let at = SIDE * SIDE;
  for (let i = 0; i < LABELS; i++) out[at++] = probabilities[i] ?? 0;
  out[at++] = Math.log(Math.max(1e-4, ...probabilities));
  const { width, height, top, bottom, cutLeft, cutRight, inside, pieces, words } = shape;
  const bounded = (value: number): number => Math.max(-2, Math.min(3, value));
  const lengths = [width, width * width, height, height * height, top, bottom, cutLeft, cutRight, inside, pieces / 4, words - 1];
  for (const value of lengths) out[at++] = bounded(value);
  return out;
}

/** Weights as they lie in segment-weights.ts: 16-bit integers, each layer with its scale. */
function unpackWeights(packed: string, scale: number): Float32Array {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => view.getInt16(2 * i, true) * scale);
}

let weights: { hidden: Float32Array; bias: Float32Array; out: Float32Array } | null = null;
const unpacked = (): NonNullable<typeof weights> => {
  const { hidden, bias, out } = SEGMENT_WEIGHTS;
  return (weights ??= { hidden: unpackWeights(...hidden), bias: unpackWeights(...bias), out: unpackWeights(...out) });
};

/**
 * How much more likely than not a part of a line is one whole digit, as a logarithm: a small network (one hidden layer) that
 * tools/fit-segments.mjs fitted to candidates of generated strings. Added up along a line, the way with the largest sum is the
 * most likely one, were the parts independent.
 */
export function oddsOf(candidate: Candidate, probabilities: readonly number[]): number {
  const { hidden, bias, out } = unpacked();
  const features = segmentFeatures(candidate, probabilities);
  let odds = out[HIDDEN]!;
  for (let i = 0; i < HIDDEN; i++) {
    let sum = bias[i]!;
    for (let j = 0; j < SEGMENT_FEATURES; j++) sum += hidden[i * SEGMENT_FEATURES + j]! * features[j]!;
    if (sum > 0) odds += sum * out[i]!;
  }
  return Math.max(-SUREST, Math.min(SUREST, odds));
}
