import { sizeOf, type Layer, type Shape } from './layers/layer';
import { isLearned, placeLayers as placeFrom, type PlacedLayer, type PlacedParameter } from './layers/placed';

export { isLearned, type PlacedLayer, type PlacedMask, type PlacedParameter } from './layers/placed';

/** A network is a list of layers; the last one's values are the logits. */
export type Network = readonly Layer[];

/** Shape of a glyph as the network sees it: one channel of 28x28. */
export const GLYPH_SHAPE: Shape = [1, 28, 28];

/** Follows the shapes through a network from `input`; throws RangeError, naming the layer, where they do not fit. */
export function placeLayers(network: Network, input: Shape = GLYPH_SHAPE): readonly PlacedLayer[] {
  return placeFrom(network, input);
}

/** Every parameter of a network, in layer order, running statistics among them. */
export function parametersOf(network: Network, input: Shape = GLYPH_SHAPE): readonly PlacedParameter[] {
  return placeLayers(network, input).flatMap(({ parameters }) => parameters);
}

/** How many numbers a network learns; running statistics are not learned. */
export function countParameters(network: Network, input: Shape = GLYPH_SHAPE): number {
  return parametersOf(network, input)
    .filter(isLearned)
    .reduce((sum, { size }) => sum + size, 0);
}

/** How many logits leave a network. */
export function countOutputs(network: Network, input: Shape = GLYPH_SHAPE): number {
  return sizeOf(placeLayers(network, input).at(-1)?.outputShape ?? input);
}
