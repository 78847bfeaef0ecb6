import type { Candidate, CandidateLine } from '@numera/vision';
import { softmax } from '../softmax';
import { BLANK, LINE_LABELS, PLACE_STEP } from './line-places';

/** What the line network says of the part of a line that a candidate covers; logarithms of probabilities. */
export interface PartEvidence {
  /** For each digit: that the part says this digit, and nothing else. */
  readonly digits: Float64Array;
  /** That there is no digit in the part. */
  readonly blank: number;
  /** That there is a gap where the part begins, or would be between two digits that touch. */
  readonly gap: number;
}

/** A line that the line network has looked at: evidence for each of its candidates. */
export interface JudgedLine extends CandidateLine {
  readonly evidence?: readonly PartEvidence[];
}

/** Nothing is less likely than this, as a logarithm: one network alone rules nothing out. */
const LEAST = -40;
/** A cut may be this many places beside the gap that the network sees. */
const BESIDE = 1;

/**
 * Evidence for each candidate from the network's answers, places x labels logits. `cuts` are where the line's pieces meet, in pixels of its
 * picture. Throws RangeError when the answers are not whole places or a candidate ends where no cut is.
 */
export function evidenceFor(candidates: readonly Candidate[], cuts: readonly number[], logits: Float32Array): PartEvidence[] {
  const places = logits.length / LINE_LABELS;
  if (!Number.isInteger(places) || places === 0) throw new RangeError(`${logits.length} logits are not places of ${LINE_LABELS} labels`);
  const probabilities = probabilitiesOf(logits);
  const last = cuts.length - 1;
  const placeOf = (cut: number): number => {
    const x = cuts[cut];
    if (x === undefined) throw new RangeError(`a line of ${last} pieces has no cut ${cut}`);
    // What lies outside of the first and last pieces is theirs too.
    if (cut === 0) return 0;
    return cut === last ? places : Math.max(0, Math.min(places, Math.round(x / PLACE_STEP)));
  };
  return candidates.map(({ from, to }) => ({
    digits: digitsIn(probabilities, placeOf(from), placeOf(to)),
    blank: blankIn(probabilities, placeOf(from), placeOf(to)),
    gap: from === 0 ? 0 : gapAt(probabilities, placeOf(from)),
  }));
}

/** Softmax of each place. */
function probabilitiesOf(logits: Float32Array): Float64Array {
  const out = new Float64Array(logits.length);
  for (let at = 0; at < logits.length; at += LINE_LABELS) {
    out.set(softmax(logits.subarray(at, at + LINE_LABELS)), at);
  }
  return out;
}

/**
 * The forward algorithm of connectionist temporal classification (Graves et al. 2006) for strings of one digit: blanks, the digit at one or more
 * places in a row, blanks. Scaled at every place, or long parts would underflow.
 */
function digitsIn(probabilities: Float64Array, from: number, to: number): Float64Array {
  return new Float64Array(10).map((_, digit) => {
    let [before, within, after, scale] = [1, 0, 0, 0];
    for (let at = from * LINE_LABELS; at < to * LINE_LABELS; at += LINE_LABELS) {
      const [blank, here] = [probabilities[at + BLANK]!, probabilities[at + digit]!];
      [before, within, after] = [before * blank, (before + within) * here, (within + after) * blank];
      const largest = Math.max(before, within, after);
      if (largest === 0) return LEAST;
      [before, within, after, scale] = [before / largest, within / largest, after / largest, scale + Math.log(largest)];
    }
    return Math.max(LEAST, scale + Math.log(within + after));
  });
}

function blankIn(probabilities: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let place = from; place < to; place++) sum += Math.log(probabilities[place * LINE_LABELS + BLANK]!);
  return Math.max(LEAST, sum);
}

function gapAt(probabilities: Float64Array, place: number): number {
  let most = 0;
  for (let near = place - BESIDE; near < place + BESIDE; near++) most = Math.max(most, probabilities[near * LINE_LABELS + BLANK] ?? 0);
  return Math.max(LEAST, Math.log(most));
}
