import type { Epoch } from './train';

/** From here on a gap is more than an MNIST-like set's chance: 5,000 validation images near 99 % scatter by 0.3 points. */
const SMALL_GAP = 0.005;
const LARGE_GAP = 0.02;

/**
 * Says how much better a network is on what it learned from than on what it did not, at the epoch that was kept, and whether validation grew worse
 * afterwards while training went on. Throws RangeError without that epoch.
 */
export function overfittingLine(history: readonly Epoch[], bestEpoch: number): string {
  const kept = history.find(({ epoch }) => epoch === bestEpoch);
  const last = history.at(-1);
  if (kept === undefined || last === undefined) throw new RangeError(`there is no epoch ${bestEpoch}`);
  const accuracyGap = kept.accuracy - kept.validationAccuracy;
  const points = `${(100 * Math.abs(accuracyGap)).toFixed(2)} points`;
  const after =
    last.epoch > bestEpoch && last.loss < kept.loss
      ? ` After epoch ${bestEpoch} it learned by heart: until epoch ${last.epoch} the training loss fell on, the validation loss did not; epoch ${bestEpoch} is kept.`
      : '';
  return `${sentenceOf(accuracyGap, points)}${after}`;
}

function sentenceOf(gap: number, points: string): string {
  if (gap <= 0) {
    // Training accuracy is the mean over an epoch in which the network was still getting better.
    return `No overfitting: after the epoch it was ${points} better on images it has not seen than in the midst of it on those it learned from.`;
  }
  if (gap <= SMALL_GAP) return `Next to no overfitting: ${points} between training and validation accuracy.`;
  if (gap <= LARGE_GAP)
    return `Slight overfitting: training accuracy is ${points} above validation; more augmentation or dropout may help.`;
  return `Warning: overfitting. Training accuracy is ${points} above validation; it learns by heart: more data, augmentation or dropout are needed.`;
}
