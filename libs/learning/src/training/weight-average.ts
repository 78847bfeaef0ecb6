import type { Weights } from '../weights';

/**
 * Exponential moving average of weights: it lies where the last steps scatter around, which generalises better than the last step itself
 * (Polyak and Juditsky 1992; Izmailov et al. 2018).
 */
export class WeightAverage {
  readonly values: Weights;
  private steps = 0;

  constructor(
    private readonly weights: Weights,
    private readonly decay: number,
  ) {
    this.values = new Map([...weights].map(([id, values]) => [id, Float32Array.from(values)]));
  }

  /** Counts on from `steps` steps taken, whose `values` have been put back. */
  goOnAfter(steps: number): void {
    this.steps = steps;
  }

  /** Takes in the weights as they are now. The first steps count for more, or the initial weights would linger. */
  update(): void {
    this.steps++;
    const decay = Math.min(this.decay, (1 + this.steps) / (10 + this.steps));
    for (const [id, average] of this.values) follow(average, this.weights.get(id)!, decay);
  }
}

/** old ← decay · old + (1 - decay) · now, in place. */
export function follow(old: Float32Array, now: Float32Array, decay: number): void {
  for (let i = 0; i < old.length; i++) old[i] = decay * old[i]! + (1 - decay) * now[i]!;
}
