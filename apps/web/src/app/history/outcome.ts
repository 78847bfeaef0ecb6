import type { PredictionSummary } from '@numera/contracts';

/** What became of a prediction, as its chip says it. */
export type OutcomeName = 'pending' | 'failed' | 'accept' | 'review' | 'reject';

/** A reading without text found no digit, whatever it was called. */
export function outcomeOf({ status, text, decision }: Pick<PredictionSummary, 'status' | 'text' | 'decision'>): OutcomeName {
  if (status !== 'done') return status;
  return text === null ? 'reject' : (decision ?? 'review');
}
