import type { Graph, Name } from '../onnx/graph';
import type { Pictures } from './pictures';

/** Sizes of one sample's tensor without the batch: [channels, height, width] or [values]. */
export type Shape = readonly number[];

/** A tensor that training changes. */
export interface Parameter {
  readonly name: string;
  readonly shape: Shape;
  /** Values that one output sums over, for the initial spread; 0: starts at `start`. */
  readonly fanIn: number;
  /** Values that one input reaches. */
  readonly fanOut: number;
  /** First value where `fanIn` is 0; default 0. */
  readonly start?: number;
  /** Set for a running statistic, which is not learned but follows the batches: momentum · old + (1 - momentum) · this batch's. */
  readonly momentum?: number;
}

/** Chance that a layer needs while training, an input of the training graph. */
export interface Mask {
  readonly name: string;
  readonly shape: Shape;
  /** Chance of a value of the mask being zero. */
  readonly rate: number;
}

/** Where a layer is written into a graph: its id, input tensor, and the names of what most layers have. */
export interface Placement {
  readonly graph: Graph;
  readonly input: Name;
  readonly inputShape: Shape;
  /** Parameters and masks are tensors named `<id>.<name>`. */
  readonly id: string;
  readonly weight: Name;
  readonly bias: Name;
  /** Random mask of a dropout layer, an input of the training graph. */
  readonly mask: Name;
}

/** The same in a training graph, whose pictures may be laid out in blocks of channels. */
export interface TrainingPlacement extends Placement {
  readonly pictures: Pictures;
}

export interface Gradients {
  /** Gradient of the loss by the layer's input; null where nobody asked for it. */
  readonly input: Name | null;
  /** Gradient of the loss by each learned parameter, by the parameter's id. */
  readonly parameters?: Readonly<Record<string, Name>>;
}

/** A layer written for training: its output and the way back, from the output's gradient to those of input and parameters. */
export interface TrainingStep {
  readonly output: Name;
  /** This batch's own value of each running statistic, by the statistic's id. */
  readonly statistics?: Readonly<Record<string, Name>>;
  backward(gradient: Name, wantsInput: boolean): Gradients;
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
  /** Masks that training draws for such an input; none for layers without chance. */
  masks?(input: Shape): readonly Mask[];
  /** Lists of layers inside this one that all see its input; their parameters and masks are its own, named `<branch>.<index>.<kind>.<name>`. */
  readonly branches?: readonly Branch[];
  /** The same convolution with a bias: only layers that a batch-norm behind them can be folded into have it. */
  withBias?(): Layer;
  /** Writes the layer for serving. */
  serve(at: Placement): Name;
  /** Whether `train` and the way back may be handed pictures in blocks of channels; others get them in the ordinary layout. */
  readonly takesBlocks?: true;
  /** Writes the layer for training together with the 2x2 max-pool behind it, where that is cheaper; null where it is not. */
  trainPooled?(at: TrainingPlacement): TrainingStep | null;
  /** Writes the layer for training. */
  train(at: TrainingPlacement): TrainingStep;
}

export interface Branch {
  readonly name: string;
  readonly layers: readonly Layer[];
}

export interface LayerSpec {
  readonly kind: string;
  readonly [setting: string]: number | string | boolean | readonly LayerSpec[];
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
