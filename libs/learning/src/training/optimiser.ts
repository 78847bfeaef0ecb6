import type { Weights } from '../weights';

/** Changes weights in place, step by step. */
export interface Optimiser {
  /** What is remembered from step to step, by name: the lists themselves. */
  readonly state: Weights;
  /** Counts on from `steps` steps taken, whose `state` has been put back. */
  goOnAfter(steps: number): void;
  /** One step down the gradients, which have the weights' ids and sizes; throws RangeError for others. */
  step(gradients: Weights, learningRate: number): void;
}
