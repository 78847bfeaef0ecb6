import type { Graph, Name } from '../onnx/graph';

/** Sizes of one sample's tensor without the batch: [channels, height, width] or [values]. */
export type Shape = readonly number[];

/** A tensor that training changes. */
export interface Parameter {
  readonly name: 'weight' | 'bias';
  readonly shape: Shape;
  /** Values that one output sums over, for the initial spread; 0: starts at zero. */
  readonly fanIn: number;
  /** Values that one input reaches. */
  readonly fanOut: number;
}

/** Where a layer is written into a graph: its input tensor, parameters and the mask of a layer that needs chance. */
export interface Placement {
  readonly graph: Graph;
  readonly input: Name;
  readonly inputShape: Shape;
  readonly weight: Name;
  readonly bias: Name;
  /** Random mask of a dropout layer, an input of the training graph. */
  readonly mask: Name;
}

export interface Gradients {
  /** Gradient of the loss by the layer's input; null where nobody asked for it. */
  readonly input: Name | null;
  readonly weight?: Name;
  readonly bias?: Name;
}

/**
 * One layer of a network: pure data (`spec`) with what can be said and written about it. A new layer is one file like its neighbours
 * and a line in `layers/catalogue.ts`.
 */
export interface Layer {
  /** What a recipe stores: JSON that `parseLayer` turns back into this layer. */
  readonly spec: LayerSpec;
  /** Shape that leaves when `input` enters; throws RangeError when such an input makes no sense. */
  outputShape(input: Shape): Shape;
  /** Tensors to learn for such an input, in order. */
  parameters(input: Shape): readonly Parameter[];
  /** Chance of a value of the mask being zero; undefined for layers without chance. */
  readonly dropRate?: number;
  /** Writes the layer for serving. */
  serve(at: Placement): Name;
  /** Writes the layer for training; returns its output and the way back: from the output's gradient to those of input and parameters. */
  train(at: Placement): { readonly output: Name; backward(gradient: Name, wantsInput: boolean): Gradients };
}

export interface LayerSpec {
  readonly kind: string;
  readonly [setting: string]: number | string;
}

/** The three sizes of a picture-shaped tensor; throws RangeError for any other. */
export function pictureShape(shape: Shape, layer: string): { channels: number; height: number; width: number } {
  const [channels, height, width] = shape;
  if (shape.length !== 3 || channels === undefined || height === undefined || width === undefined) {
    throw new RangeError(`${layer} needs [channels, height, width], got [${shape.join(', ')}]`);
  }
  return { channels, height, width };
}

/** How many values a tensor of this shape has. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
