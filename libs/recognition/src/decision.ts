import type { Decision, ModelCard } from '@numera/contracts';

/** The part of a model's card that turns logits into a reading. */
export type ReadingRules = Pick<ModelCard, 'labels' | 'calibration' | 'thresholds'>;

/** What to do with a confidence: at least `accept` is accepted, at least `reject` goes to a person, anything less is no digit. */
export function decide(confidence: number, thresholds: Pick<ModelCard['thresholds'], 'accept' | 'reject'>): Decision {
  if (confidence >= thresholds.accept) return 'accept';
  return confidence >= thresholds.reject ? 'review' : 'reject';
}
