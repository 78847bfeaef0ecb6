import type { Model } from '@numera/recognition';
import { NEGATIVE_SEED_OFFSETS } from '../negatives/negative-glyphs';
import { MEASURED_KINDS, negativeSamples, type NegativeKind } from '../negatives/negative-samples';
import { evaluate, type EvaluateOptions, type LabelledImage } from './evaluate';

/** Side of the pictures in pixels: a drawing of the browser's. */
const SIDE = 280;

export interface Refused {
  readonly count: number;
  readonly rejected: number;
  /** rejected / count. */
  readonly share: number;
}

/** How many pictures of no digit a model refuses to read. */
export interface Rejection extends Refused {
  readonly byKind: Readonly<Record<string, Refused>>;
}

/**
 * Draws `count` pictures of no digit (280x280, every kind as often, from a seed that nothing is learned from, some letters never learned at all),
 * sends them through the whole pipeline and counts for how many it gives no text, at the reject threshold of the model's card.
 */
export async function measureRejection(model: Model, count: number, options: Omit<EvaluateOptions, 'onAnswer'> = {}): Promise<Rejection> {
  const tallies = new Map<string, { count: number; rejected: number }>(MEASURED_KINDS.map((kind) => [kind, { count: 0, rejected: 0 }]));
  await evaluate(model, pictures(count), {
    ...options,
    onAnswer({ kind, text }) {
      const tally = tallies.get(kind ?? '');
      if (tally === undefined) return;
      tally.count++;
      if (text === null) tally.rejected++;
    },
  });
  const all = [...tallies.values()];
  const sum = (of: 'count' | 'rejected'): number => all.reduce((total, tally) => total + tally[of], 0);
  const byKind = Object.fromEntries([...tallies].map(([kind, tally]) => [kind, refused(tally)]));
  return { ...refused({ count: sum('count'), rejected: sum('rejected') }), byKind };
}

const refused = ({ count, rejected }: { count: number; rejected: number }): Refused => ({
  count,
  rejected,
  share: count === 0 ? 0 : rejected / count,
});

function* pictures(count: number): Generator<LabelledImage & { readonly kind: NegativeKind }> {
  for (const sample of negativeSamples({ count, seed: NEGATIVE_SEED_OFFSETS.evaluation, kinds: MEASURED_KINDS, side: SIDE })) {
    yield { ...sample, label: '' };
  }
}
