import type { Part } from '@numera/vision';
import { argMax } from '../softmax';
import { BLANK, LINE_LABELS, PLACE_STEP } from './line-places';

/**
 * Where the line network itself sees digits: each run of places that say the same digit reaches half way to its neighbours, the first and last
 * to the ends of the picture, which is `width` pixels long. In pixels of the line's picture, from left to right.
 */
export function digitsSeen(logits: Float32Array, width: number): Part[] {
  const runs: { label: number; first: number; last: number }[] = [];
  let before = BLANK;
  for (let place = 0; place < logits.length / LINE_LABELS; place++) {
    const label = argMax(logits.subarray(place * LINE_LABELS, (place + 1) * LINE_LABELS));
    if (label !== BLANK && label === before) runs.at(-1)!.last = place;
    else if (label !== BLANK) runs.push({ label, first: place, last: place });
    before = label;
  }
  const between = (i: number): number => (PLACE_STEP * (runs[i]!.last + runs[i + 1]!.first + 1)) / 2;
  return runs.map((_, i) => ({ left: i === 0 ? 0 : between(i - 1), right: i === runs.length - 1 ? width : between(i) }));
}
