import type { Name } from '../onnx/graph';
import { backwardKernels, forwardKernels, type Kernels } from './blocked-kernels';
import { pictureShape, type TrainingPlacement } from './layer';
import type { Pictures } from './pictures';
import type { Window } from './window';

/** A convolution of `filters` kernels at its place in a training graph. */
export interface TrainedConv {
  readonly at: TrainingPlacement;
  readonly filters: number;
  readonly window: Window;
  readonly hasBias: boolean;
}

export const kernelsOf = ({ at, filters, window: { size } }: TrainedConv): Kernels => ({
  weight: at.weight,
  filters,
  channels: pictureShape(at.inputShape, 'conv').channels,
  area: size * size,
});

/** The output: a blocked picture where ONNX Runtime has such a layout. */
export function convolve(conv: TrainedConv): Name {
  const { at, filters, window, hasBias } = conv;
  const { graph, pictures, input, inputShape } = at;
  if (pictures.block === 0) return graph.op('Conv', [input, at.weight, ...(hasBias ? [at.bias] : [])], window.attributes);
  const shape = pictureShape(inputShape, 'conv');
  const isFirst = !pictures.isBlocked(input) && shape.channels < pictures.block;
  const kernels = shapedKernels(pictures, forwardKernels(pictures, kernelsOf(conv), isFirst), {
    filters,
    channels: isFirst ? shape.channels : pictures.padded(shape.channels),
    height: window.size,
    width: window.size,
  });
  const bias = hasBias ? [pictures.padList(at.bias, filters)] : [];
  return pictures.op('Conv', [isFirst ? input : pictures.blocked(input, shape), kernels, ...bias], window.attributes, {
    channels: filters,
    height: window.count(shape.height),
    width: window.count(shape.width),
  });
}

/** Blocked kernels with the sizes that the operator wants to see. */
export function shapedKernels(
  pictures: Pictures,
  blocks: Name,
  { filters, channels, height, width }: { filters: number; channels: number; height: number; width: number },
): Name {
  return pictures.graph.op('Reshape', [blocks, pictures.graph.ints([pictures.padded(filters), channels, height, width])]);
}

/**
 * dW[f, c, i, j] = the sum over samples and places of dY[f, y, x] X[c, stride y + i, stride x + j]: one matrix product of the input's windows,
 * a row each, with the gradient's places.
 */
export function weightGradient({ at, filters, window }: TrainedConv, gradient: Name): Name {
  const { graph, pictures, input, inputShape } = at;
  const shape = pictureShape(inputShape, 'conv');
  const { channels, height, width } = shape;
  const [rows, columns, area] = [window.count(height), window.count(width), window.size * window.size];
  const slopes = pictures.rows(gradient, { channels: filters, height: rows, width: columns });
  let sum: Name;
  if (channels < 8) {
    // Few channels: whole lines of the picture are longer than the channels of a place, so windows are cut out of lines.
    const taps = window.taps(graph, pictures.plain(input), height, width);
    const lines = graph.op('Reshape', [graph.op('Concat', taps, { axis: 1 }), graph.ints([0, area * channels, rows * columns])]);
    sum = graph.op('ReduceSum', [graph.op('MatMul', [lines, slopes]), graph.ints([0])], { keepdims: 0 });
  } else {
    const places = pictures.rows(input, shape);
    const { indices, isPadded } = window.places(height, width);
    // One place of zeros more stands for everything outside of the picture.
    const whole = isPadded ? graph.op('Pad', [places, graph.ints([0, 0, 0, 0, 1, 0])]) : places;
    const windows = graph.op('Gather', [whole, graph.ints(indices)], { axis: 1 });
    const matrix = graph.op('Reshape', [windows, graph.ints([-1, area * channels])]);
    sum = graph.op('Gemm', [matrix, graph.op('Reshape', [slopes, graph.ints([-1, filters])])], { transA: 1 });
  }
  const perFilter = graph.op('Transpose', [graph.op('Reshape', [sum, graph.ints([area * channels, filters])])], { perm: [1, 0] });
  const tapsFirst = graph.op('Reshape', [perFilter, graph.ints([filters, area, channels])]);
  const channelsFirst = graph.op('Transpose', [tapsFirst], { perm: [0, 2, 1] });
  return graph.op('Reshape', [channelsFirst, graph.ints([filters, channels, window.size, window.size])]);
}

/** dX: the output's gradient convolved with the kernels turned by 180 degrees and their two channel axes exchanged. */
export function inputGradient(conv: TrainedConv, gradient: Name): Name {
  const { at, filters, window } = conv;
  const { graph, pictures, inputShape } = at;
  const shape = pictureShape(inputShape, 'conv');
  const phases = window.phases(shape.height, shape.width);
  if (pictures.block === 0 || phases === null) {
    const output_padding = window.leftOver(shape.height, shape.width);
    return graph.op('ConvTranspose', [pictures.plain(gradient), at.weight], { ...window.attributes, output_padding });
  }
  const [rows, columns] = [window.count(shape.height), window.count(shape.width)];
  const slopes = pictures.blocked(gradient, { channels: filters, height: rows, width: columns });
  // A stride puts zeros between the gradient's values. Instead of multiplying by them, each phase of the stride is a convolution of its own
  // with those taps that meet no zero.
  const partShape = {
    channels: shape.channels,
    height: Math.ceil(shape.height / window.stride),
    width: Math.ceil(shape.width / window.stride),
  };
  const parts = phases.map(({ taps, size, pads }) => {
    if (taps.length === 0) return null;
    const kernels = shapedKernels(pictures, backwardKernels(pictures, kernelsOf(conv), taps), {
      filters: shape.channels,
      channels: pictures.padded(filters),
      ...size,
    });
    return pictures.op('Conv', [slopes, kernels], { kernel_shape: [size.height, size.width], pads }, partShape);
  });
  return interleave(pictures, parts, window.stride, shape, partShape);
}

/** Puts the phases of a stride, row by row, together to one picture; null stands for zeros. */
export function interleave(
  pictures: Pictures,
  parts: readonly (Name | null)[],
  stride: number,
  shape: ReturnType<typeof pictureShape>,
  part: ReturnType<typeof pictureShape>,
): Name {
  const { graph, block } = pictures;
  const some = parts.find((name) => name !== null);
  if (some === undefined) throw new Error('a convolution has taps');
  if (stride === 1) return some;
  const zeros = parts.includes(null) ? graph.op('Mul', [some, graph.scalar(0)]) : some;
  const across = Array.from({ length: stride }, (_, i) => {
    const line = parts.slice(i * stride, (i + 1) * stride).map((name) => graph.op('Reshape', [name ?? zeros, graph.ints([-1, 1, block])]));
    return graph.op('Reshape', [graph.op('Concat', line, { axis: 1 }), graph.ints([-1, 1, part.width * stride * block])]);
  });
  const whole = { channels: shape.channels, height: part.height * stride, width: part.width * stride };
  const joined = pictures.fromView(graph.op('Concat', across, { axis: 1 }), whole);
  const [below, right] = [shape.height - whole.height, shape.width - whole.width];
  if (below === 0 && right === 0) return joined;
  if (below > 0 || right > 0) {
    // What the last phases do not reach has no part in anything.
    const ends = [0, 0, 0, 0, 0, 0, 0, below, right, 0];
    return pictures.fromView(graph.op('Pad', [pictures.view(joined), graph.ints(ends)]), shape);
  }
  const cut = graph.op('Slice', [pictures.view(joined), graph.ints([0, 0]), graph.ints([shape.height, shape.width]), graph.ints([2, 3])]);
  return pictures.fromView(cut, shape);
}

/** Sum over samples and places, [channels]: a bias's gradient. */
export function sumPerChannel({ at, window }: TrainedConv, gradient: Name): Name {
  const { graph, pictures, inputShape } = at;
  const { height, width } = pictureShape(inputShape, 'conv');
  const places = window.count(height) * window.count(width);
  return graph.op('Mul', [pictures.sumOfMeans(gradient), graph.scalar(places)]);
}
