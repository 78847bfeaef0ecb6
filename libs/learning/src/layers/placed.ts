import { sizeOf, type Layer, type Mask, type Parameter, type Shape } from './layer';

export interface PlacedParameter extends Parameter {
  /** Unique in the network, for example `3.conv.weight`. */
  readonly id: string;
  readonly size: number;
}

export interface PlacedMask extends Mask {
  readonly id: string;
  readonly size: number;
}

/** A layer at its place in a network, where the shapes are known. */
export interface PlacedLayer {
  readonly layer: Layer;
  readonly id: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  /** All of this layer's parameters, those of its branches among them. */
  readonly parameters: readonly PlacedParameter[];
  readonly masks: readonly PlacedMask[];
  readonly branches: readonly (readonly PlacedLayer[])[];
}

/** Follows the shapes through layers from `input`; throws RangeError, naming the layer, where they do not fit. Ids start with `prefix`. */
export function placeLayers(layers: readonly Layer[], input: Shape, prefix = ''): readonly PlacedLayer[] {
  let shape = input;
  return layers.map((layer, index) => {
    const id = `${prefix}${index}.${layer.spec.kind}`;
    const inputShape = shape;
    try {
      shape = layer.outputShape(inputShape);
    } catch (error) {
      throw new RangeError(`layer ${id}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    const placed = <T extends { name: string; shape: Shape }>(tensor: T) => ({
      ...tensor,
      id: `${id}.${tensor.name}`,
      size: sizeOf(tensor.shape),
    });
    return {
      ...{ layer, id, inputShape, outputShape: shape },
      parameters: layer.parameters(inputShape).map(placed),
      masks: (layer.masks?.(inputShape) ?? []).map(placed),
      branches: (layer.branches ?? []).map(({ name, layers: inner }) => placeLayers(inner, inputShape, `${id}.${name}.`)),
    };
  });
}

/** Whether training learns it by its gradient; a running statistic only follows the batches. */
export const isLearned = ({ momentum }: Parameter): boolean => momentum === undefined;
