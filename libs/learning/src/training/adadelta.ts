import type { Weights } from '../weights';
import type { Optimiser } from './optimiser';

const DECAY = 0.95;
/** Both as in Keras. */
const EPSILON = 1e-7;

/**
 * Adadelta (Zeiler 2012, algorithm 1), which makes its own step sizes out of earlier steps; the learning rate scales them. Changes weights in
 * place.
 */
export class Adadelta implements Optimiser {
  private readonly means: ReadonlyMap<string, { readonly slopes: Float32Array; readonly steps: Float32Array }>;

  constructor(private readonly weights: Weights) {
    this.means = new Map(
      [...weights].map(([id, { length }]) => [id, { slopes: new Float32Array(length), steps: new Float32Array(length) }]),
    );
  }

  get state(): Weights {
    return new Map(
      [...this.means].flatMap(([id, { slopes, steps }]) => [[`${id}.slopes`, slopes] as const, [`${id}.steps`, steps] as const]),
    );
  }

  goOnAfter(): void {
    // Its means are all it remembers.
  }

  step(gradients: Weights, learningRate: number): void {
    for (const [id, { slopes, steps }] of this.means) {
      const weights = this.weights.get(id);
      const gradient = gradients.get(id);
      if (weights === undefined || gradient?.length !== weights.length) throw new RangeError(`no gradient that fits ${id}`);
      for (let i = 0; i < weights.length; i++) {
        const slope = gradient[i]!;
        const mean = (slopes[i] = DECAY * slopes[i]! + (1 - DECAY) * slope * slope);
        const step = (Math.sqrt(steps[i]! + EPSILON) / Math.sqrt(mean + EPSILON)) * slope;
        steps[i] = DECAY * steps[i]! + (1 - DECAY) * step * step;
        weights[i] = weights[i]! - learningRate * step;
      }
    }
  }
}
