import { outcome, type Outcome } from '@numera/contracts';
import { INTERNAL } from './recogniser';

/**
 * Outcomes that the results queue takes: one that it would refuse fails alone, or it would fail the whole job, time after time, and with it
 * hundreds of images that were read. Each is told to `onFault`, as it is a fault of ours.
 */
export function soundOutcomes(outcomes: readonly Outcome[], onFault: (predictionId: string, error: Error) => void): Outcome[] {
  return outcomes.map((one) => {
    const { error } = outcome.safeParse(one);
    if (error === undefined) return one;
    const { predictionId, timings } = one;
    onFault(predictionId, error);
    return { status: 'failed', predictionId, error: INTERNAL, timings };
  });
}
