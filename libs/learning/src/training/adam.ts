import type { Weights } from '../weights';
import type { Optimiser } from './optimiser';

const BETA1 = 0.9;
const BETA2 = 0.999;
/** Keras's value; the paper's 1e-8 drowns in float32 for the smallest gradients. */
const EPSILON = 1e-7;

export interface AdamOptions {
  /** Share of a weight that a step takes off per unit of learning rate, apart from the gradient (Loshchilov and Hutter 2019, AdamW); default 0. */
  readonly weightDecay?: number;
  /** Ids of the weights that decay; default none. */
  readonly decayed?: ReadonlySet<string>;
}

/** Adam (Kingma and Ba 2015, algorithm 1 in the efficient form of section 2): changes weights in place, step by step. */
export class Adam implements Optimiser {
  private readonly moments: ReadonlyMap<string, { readonly first: Float32Array; readonly second: Float32Array }>;
  private steps = 0;

  constructor(
    private readonly weights: Weights,
    private readonly options: AdamOptions = {},
  ) {
    this.moments = new Map(
      [...weights].map(([id, { length }]) => [id, { first: new Float32Array(length), second: new Float32Array(length) }]),
    );
  }

  get state(): Weights {
    return new Map(
      [...this.moments].flatMap(([id, { first, second }]) => [[`${id}.first`, first] as const, [`${id}.second`, second] as const]),
    );
  }

  goOnAfter(steps: number): void {
    this.steps = steps;
  }

  step(gradients: Weights, learningRate: number): void {
    this.steps++;
    const rate = (learningRate * Math.sqrt(1 - BETA2 ** this.steps)) / (1 - BETA1 ** this.steps);
    const { weightDecay = 0, decayed } = this.options;
    for (const [id, { first, second }] of this.moments) {
      const kept = decayed?.has(id) === true ? 1 - learningRate * weightDecay : 1;
      const weights = this.weights.get(id);
      const gradient = gradients.get(id);
      if (weights === undefined || gradient?.length !== weights.length) throw new RangeError(`no gradient that fits ${id}`);
      for (let i = 0; i < weights.length; i++) {
        const slope = gradient[i]!;
        const mean = (first[i] = BETA1 * first[i]! + (1 - BETA1) * slope);
        const square = (second[i] = BETA2 * second[i]! + (1 - BETA2) * slope * slope);
        weights[i] = kept * weights[i]! - (rate * mean) / (Math.sqrt(square) + EPSILON);
      }
    }
  }
}
