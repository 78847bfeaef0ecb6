import { unfoldBatchNorms } from '../layers/fold-batch-norm';
import { parametersOf, placeLayers, type Network } from '../network';
import { RecipeError, networkOf, type Recipe } from '../recipe';
import { weightsIn } from '../weights-in';
import type { Weights } from '../weights';

/** A network with the weights of a model that has already learned. */
export interface StartingPoint {
  readonly network: Network;
  /** Copies that training may change, in the order of the network's parameters. */
  readonly weights: Weights;
}

/**
 * The network and the weights that an `.onnx` file of ours serves, to learn on from. Throws RecipeError when the file does not hold the weights
 * of the network that the recipe names, DatasetError for bytes that are no model.
 */
export function startingPoint(onnx: Uint8Array, recipe: Recipe, labels: number): StartingPoint {
  const network = networkOf(recipe, labels);
  const parameters = parametersOf(network);
  const stored = weightsIn(onnx);
  if (parameters.some(({ id, size }) => stored.get(id)?.length !== size)) {
    throw new RecipeError(`recipe ${recipe.name}: the model does not hold this network's weights, so it cannot learn on`);
  }
  const unfolded = unfoldBatchNorms(placeLayers(network), stored);
  return { network, weights: new Map(parameters.map(({ id }) => [id, Float32Array.from(unfolded.get(id)!)])) };
}
