import type { ModelCard } from '@numera/contracts';

type Epoch = ModelCard['history'][number];

/** A figure that an application before Numera reported of its own training, and where in a run of ours the same stands. */
export interface Claim {
  readonly what: string;
  readonly claimed: number;
  /** Shares are shown as percentages. */
  readonly unit: 'share' | 'loss';
  /** Ours; null for what a training does not measure (the test set). */
  readonly of: (history: readonly Epoch[]) => number | null;
}

const last = (history: readonly Epoch[]): Epoch | undefined => history.at(-1);
const training = (claimed: number): Claim => ({
  what: 'training accuracy',
  claimed,
  unit: 'share',
  of: (all) => last(all)?.accuracy ?? null,
});
const validation = (claimed: number, what = 'validation accuracy'): Claim => ({
  ...{ what, claimed, unit: 'share' },
  of: (all) => last(all)?.validationAccuracy ?? null,
});
const best = (claimed: number): Claim => ({
  ...{ what: 'best validation accuracy', claimed, unit: 'share' },
  of: (all) => Math.max(...all.map(({ validationAccuracy }) => validationAccuracy)),
});
const trainingLoss = (claimed: number): Claim => ({ what: 'training loss', claimed, unit: 'loss', of: (all) => last(all)?.loss ?? null });
const lowestLoss = (claimed: number): Claim => ({
  ...{ what: 'lowest validation loss', claimed, unit: 'loss' },
  of: (all) => Math.min(...all.map(({ validationLoss }) => validationLoss)),
});
const onTest = (what: string, claimed: number, unit: Claim['unit'] = 'share'): Claim => ({
  what: `test ${what}`,
  claimed,
  unit,
  of: () => null,
});

/**
 * What each report says; nothing of networks that it gives no figures for. Their validation set was MNIST's test set, seen after each epoch; ours is the end of the training files, so that the
 * test set stays unseen.
 */
export const HISTORIC_CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  s1: [],
  s2: [
    ...[training(0.7494), validation(0.8723), validation(0.8736, 'the same in its log’s last line')],
    // Two runs of its program's own `evaluate`.
    ...[onTest('accuracy', 0.8733), onTest('accuracy, another time', 0.8725), onTest('loss', 0.492, 'loss')],
  ],
  's2-appendix': [],
  'r2-cloud': [validation(0.9, 'accuracy, about')],
  r2: [],
  s3: [training(0.95), validation(0.98)],
  s4: [training(0.983167), validation(0.9924, 'last validation accuracy'), best(0.994), lowestLoss(0.0187)],
  s5: [
    ...[training(0.998), validation(0.992), trainingLoss(0.008), lowestLoss(0.032)],
    ...[onTest('accuracy', 0.991), onTest('precision', 0.991), onTest('recall', 0.991), onTest('F1', 0.991), onTest('AUC', 0.999)],
  ],
};
