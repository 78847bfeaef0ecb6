import { parametersOf, type Network } from '../network';
import { RecipeError, networkOf, type Recipe } from '../recipe';
import { weightsIn } from '../weights-in';
import type { Weights } from '../weights';

/** A network with the weights of a model that has already learned. */
export interface StartingPoint {
  /** Its recipe, without the layers that serving has folded into others. */
  readonly recipe: Recipe;
  readonly network: Network;
  /** Copies that training may change, in the order of the network's parameters. */
  readonly weights: Weights;
}

/** Layers that normalise: the serving graph has them folded into their convolution, where training on leaves them. */
const isFolded = (kind: string): boolean => /norm/i.test(kind);

/**
 * The network and the weights that an `.onnx` file of ours serves, to learn on from. Throws RecipeError when the file does not hold the weights
 * of the network that the recipe names, DatasetError for bytes that are no model.
 */
export function startingPoint(onnx: Uint8Array, recipe: Recipe, labels: number): StartingPoint {
  const stored = weightsIn(onnx);
  const kept = recipe.network.map((spec, index) => ({ spec, id: `${index}.${spec.kind}` }));
  for (const layers of [kept, kept.filter(({ spec }) => !isFolded(spec.kind))]) {
    const candidate = { ...recipe, network: layers.map(({ spec }) => spec) };
    const network = networkOf(candidate, labels);
    const weights = new Map<string, Float32Array>();
    for (const { id, size } of parametersOf(network)) {
      // `4.conv.weight`: without the folded layers the numbers are lower than those in the file.
      const [index = '', kind = '', ...name] = id.split('.');
      const values = stored.get([layers[Number(index)]?.id ?? kind, ...name].join('.'));
      if (values?.length === size) weights.set(id, Float32Array.from(values));
    }
    if (weights.size === parametersOf(network).length) return { recipe: candidate, network, weights };
  }
  throw new RecipeError(`recipe ${recipe.name}: the model does not hold this network's weights, so it cannot learn on`);
}
