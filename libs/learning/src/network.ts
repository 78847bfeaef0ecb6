import { sizeOf, type Layer, type Parameter, type Shape } from './layers/layer';

/** A network is a list of layers; the last one's values are the logits. */
export type Network = readonly Layer[];

/** Shape of a glyph as the network sees it: one channel of 28x28. */
export const GLYPH_SHAPE: Shape = [1, 28, 28];

export interface PlacedParameter extends Parameter {
  /** Unique in the network, for example `3.conv.weight`. */
  readonly id: string;
  readonly size: number;
}

export interface PlacedLayer {
  readonly layer: Layer;
  readonly id: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly parameters: readonly PlacedParameter[];
}

/** Follows the shapes through a network from `input`; throws RangeError, naming the layer, where they do not fit. */
export function placeLayers(network: Network, input: Shape = GLYPH_SHAPE): readonly PlacedLayer[] {
  let shape = input;
  return network.map((layer, index) => {
    const id = `${index}.${layer.spec.kind}`;
    const inputShape = shape;
    try {
      shape = layer.outputShape(inputShape);
    } catch (error) {
      throw new RangeError(`layer ${id}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    const parameters = layer
      .parameters(inputShape)
      .map((parameter) => ({ ...parameter, id: `${id}.${parameter.name}`, size: sizeOf(parameter.shape) }));
    return { layer, id, inputShape, outputShape: shape, parameters };
  });
}

/** Every parameter of a network, in layer order. */
export function parametersOf(network: Network, input: Shape = GLYPH_SHAPE): readonly PlacedParameter[] {
  return placeLayers(network, input).flatMap(({ parameters }) => parameters);
}

/** How many numbers a network learns. */
export function countParameters(network: Network, input: Shape = GLYPH_SHAPE): number {
  return parametersOf(network, input).reduce((sum, { size }) => sum + size, 0);
}

/** How many logits leave a network. */
export function countOutputs(network: Network, input: Shape = GLYPH_SHAPE): number {
  return sizeOf(placeLayers(network, input).at(-1)?.outputShape ?? input);
}

/** A line per layer: id, output shape, parameters (the summary shown to users). */
export function summarise(network: Network, input: Shape = GLYPH_SHAPE): { layer: string; outputShape: Shape; parameters: number }[] {
  return placeLayers(network, input).map(({ id, outputShape, parameters }) => ({
    layer: id,
    outputShape,
    parameters: parameters.reduce((sum, { size }) => sum + size, 0),
  }));
}
