import { isLearned } from '../layers/placed';
import type { PlacedParameter } from '../network';
import type { Recipe } from '../recipe';
import { weightsOf, type Weights } from '../weights';
import { Adadelta } from './adadelta';
import { Adam } from './adam';
import { clipByGlobalNorm } from './clip';
import type { Optimiser } from './optimiser';
import { learningRateAt } from './schedule';
import { WeightAverage, follow } from './weight-average';

/** What a batch does to the weights, as a recipe's optimiser says: clip, step at the scheduled rate, running statistics, average. */
export class WeightUpdate {
  private readonly rule: Optimiser;
  /** Only what multiplies values decays: a bias or a norm's scale does not grow more complex by growing. */
  private readonly decayed: ReadonlySet<string>;
  private readonly average: WeightAverage | null;
  private readonly learned: readonly PlacedParameter[];
  private readonly statistics: readonly PlacedParameter[];
  private step = 0;

  constructor(
    parameters: readonly PlacedParameter[],
    private readonly weights: Weights,
    private readonly optimiser: Recipe['optimiser'],
    private readonly steps: number,
  ) {
    this.learned = parameters.filter(isLearned);
    this.statistics = parameters.filter((parameter) => !isLearned(parameter));
    this.decayed = new Set(this.learned.filter(({ fanIn }) => fanIn > 0).map(({ id }) => id));
    const own = this.pick(this.learned, weights);
    const { kind, weightDecay } = optimiser;
    this.rule = kind === 'adadelta' ? new Adadelta(own) : new Adam(own, { weightDecay, decayed: this.decayed });
    this.average = optimiser.emaDecay === null ? null : new WeightAverage(weights, optimiser.emaDecay);
  }

  /** Changes the weights by one batch's gradients and statistics; gradients are clipped in place. */
  apply(slopes: Weights): void {
    const gradients = this.pick(this.learned, slopes);
    if (this.optimiser.l2 > 0) for (const id of this.decayed) this.pull(gradients.get(id)!, this.weights.get(id)!);
    if (this.optimiser.clipNorm !== null) clipByGlobalNorm(gradients, this.optimiser.clipNorm);
    this.rule.step(gradients, learningRateAt(this.optimiser, this.step++, this.steps));
    for (const parameter of this.statistics)
      follow(weightsOf(this.weights, parameter), weightsOf(slopes, parameter), parameter.momentum ?? 0);
    this.average?.update();
  }

  /** Rate of the last step. */
  get learningRate(): number {
    return learningRateAt(this.optimiser, Math.max(0, this.step - 1), this.steps);
  }

  /** Every list of numbers that `apply` changes, by name: the lists themselves. Nothing else but the number of steps is remembered. */
  get state(): Weights {
    const named = (kind: string, lists: Weights) => [...lists].map(([id, list]) => [`${kind}/${id}`, list] as const);
    return new Map([
      ...named('weights', this.weights),
      ...named('optimiser', this.rule.state),
      ...(this.average === null ? [] : named('average', this.average.values)),
    ]);
  }

  /** Goes on as if `steps` steps had been taken, after their `state` has been put back. */
  goOnAfter(steps: number): void {
    this.step = steps;
    this.rule.goOnAfter(steps);
    this.average?.goOnAfter(steps);
  }

  /** The weights to validate and export: their average where the recipe wants one. */
  get best(): Weights {
    return this.average?.values ?? this.weights;
  }

  /** Adds the gradient of the penalty l2 · Σ w². */
  private pull(gradient: Float32Array, weights: Float32Array): void {
    const slope = 2 * this.optimiser.l2;
    for (let i = 0; i < gradient.length; i++) gradient[i] = gradient[i]! + slope * weights[i]!;
  }

  private pick(parameters: readonly PlacedParameter[], values: Weights): Weights {
    return new Map(parameters.map((parameter) => [parameter.id, weightsOf(values, parameter)]));
  }
}
