import type { Separator } from '@numera/contracts';
import { around } from '@numera/vision';
import type { LatticeStep, SignStep } from './lattice';

/** What a sign that no one tells from others is shown as: the mark of no certain currency. */
const SIGN = '¤';

/** Signs that were passed over, as separators; those that follow one another without a digit between are one: a word. */
export function signsAmong(steps: readonly LatticeStep[], signs: readonly SignStep[]): Separator[] {
  const words: SignStep[] = [];
  for (const sign of [...signs].sort((a, b) => a.from - b.from)) {
    const before = words.at(-1);
    if (before?.to === sign.from && before.row === sign.row)
      words[words.length - 1] = { ...before, to: sign.to, box: around(before.box, sign.box) };
    else words.push(sign);
  }
  return words.map(({ from, box, row }) => ({
    symbol: SIGN,
    box,
    row,
    after: steps.filter((step) => step.from < from).length - 1,
  }));
}
