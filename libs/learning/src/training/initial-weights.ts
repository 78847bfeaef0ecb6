import type { PlacedParameter } from '../network';
import type { Recipe } from '../recipe';
import { normal, between, type Random } from '../strokes/random';
import type { Weights } from '../weights';

/** First values of a network's parameters: for weights the spread that the recipe names, for the rest (biases, norms) their fixed start. */
export function initialWeights(parameters: readonly PlacedParameter[], initial: Recipe['initial'], random: Random): Weights {
  return new Map(
    parameters.map((parameter) => {
      const values = new Float32Array(parameter.size);
      if (parameter.fanIn > 0) values.forEach((_, i) => (values[i] = draw(parameter, initial, random)));
      else values.fill(parameter.start ?? 0);
      return [parameter.id, values];
    }),
  );
}

function draw({ fanIn, fanOut }: PlacedParameter, initial: Recipe['initial'], random: Random): number {
  if (initial === 'heNormal') return normal(random, 0, Math.sqrt(2 / fanIn));
  const limit = Math.sqrt(6 / (fanIn + fanOut));
  return between(random, -limit, limit);
}
