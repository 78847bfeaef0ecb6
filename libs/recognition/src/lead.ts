import type { ReadGlyph } from '@numera/contracts';

/** How far the label that is read leads, -1 to 1, and over which; the second one is the likelier where conditions rule it out. */
export type Lead = Required<Pick<ReadGlyph, 'runnerUp' | 'margin'>>;

/** The lead of label `read` (its place among `labels`) over the likeliest of the others. Throws RangeError when there is no other. */
export function leadOf(probabilities: readonly number[], read: number, labels: readonly string[]): Lead {
  const others = probabilities.map((probability, place) => (place === read ? -1 : probability));
  const most = Math.max(...others);
  const runnerUp = labels[others.indexOf(most)];
  if (runnerUp === undefined || most < 0) throw new RangeError('a label leads over another, and there is none');
  return { runnerUp, margin: probabilities[read]! - most };
}
