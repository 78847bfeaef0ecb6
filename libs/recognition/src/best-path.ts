import { logSum } from './log-sum';

/** A step from one piece of a line to a later one. `score` is a logarithm: the scores of a path's steps add up. */
export interface Step {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

export interface Path {
  /** Indexes of the steps, in order. */
  readonly steps: readonly number[];
  /** The path's share among all paths, by the exponential of their scores: 1 when there is no other. */
  readonly share: number;
  /** The logarithm of all paths' sum, which shares are shares of. */
  readonly total: number;
}

/** The best-scored way from piece 0 to piece `pieces` (Viterbi), and its share among all ways (the forward algorithm). Throws RangeError when there is no way. */
export function bestPath(pieces: number, steps: readonly Step[]): Path {
  const best = new Float64Array(pieces + 1).fill(-Infinity);
  const all = new Float64Array(pieces + 1).fill(-Infinity);
  const by = new Int32Array(pieces + 1).fill(-1);
  best[0] = all[0] = 0;
  const order = steps.map((_, i) => i).sort((a, b) => steps[a]!.to - steps[b]!.to);
  for (const i of order) {
    const { from, to, score } = steps[i]!;
    all[to] = logSum(all[to]!, all[from]! + score);
    if (best[from]! + score <= best[to]!) continue;
    best[to] = best[from]! + score;
    by[to] = i;
  }
  const chosen: number[] = [];
  for (let at = pieces; at > 0; at = steps[by[at]!]!.from) {
    if (by[at] === -1) throw new RangeError(`no step leads to piece ${at}`);
    chosen.unshift(by[at]!);
  }
  return { steps: chosen, share: Math.min(1, Math.exp(best[pieces]! - all[pieces]!)), total: all[pieces]! };
}
