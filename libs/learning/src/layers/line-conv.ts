import type { Graph, Name } from '../onnx/graph';
import { pictureShape, type Layer, type LayerSpec, type Placement } from './layer';

/** Kernels of a line convolution; lengths of height and of width. */
export interface LineConvOptions {
  readonly height: number;
  readonly width: number;
  readonly strideDown?: number | undefined;
  readonly strideAcross?: number | undefined;
  /** Rows and columns of zeros on each side. */
  readonly paddingDown?: number | undefined;
  readonly paddingAcross?: number | undefined;
}

/**
 * Convolution without a bias whose kernels and strides need not be square, for pictures of lines of text, which lose their height but keep
 * their length; weights [filters, channels, height, width].
 */
export function lineConv(filters: number, options: LineConvOptions, hasBias = false): Layer {
  const sides = sidesOf(options);
  const attributes = {
    kernel_shape: sides.map(({ size }) => size),
    strides: sides.map(({ stride }) => stride),
    pads: [...sides, ...sides].map(({ padding }) => padding),
  };
  const write = ({ graph, input, weight, bias }: Placement): Name =>
    graph.op('Conv', [input, weight, ...(hasBias ? [bias] : [])], attributes);
  return {
    spec: { kind: 'lineConv', filters, ...options, ...(hasBias ? { bias: true } : {}) } as LayerSpec,
    outputShape: (input) => {
      const { height, width } = pictureShape(input, 'lineConv');
      const [rows, columns] = [windows(sides[0], height), windows(sides[1], width)];
      if (rows < 1 || columns < 1)
        throw new RangeError(`lineConv with ${options.height}x${options.width} kernels does not fit into ${height}x${width}`);
      return [filters, rows, columns];
    },
    parameters: (input) => {
      const { channels } = pictureShape(input, 'lineConv');
      const area = options.height * options.width;
      return [
        { name: 'weight', shape: [filters, channels, options.height, options.width], fanIn: channels * area, fanOut: filters * area },
        ...(hasBias ? [{ name: 'bias', shape: [filters], fanIn: 0, fanOut: 0 }] : []),
      ];
    },
    withBias: () => lineConv(filters, options, true),
    serve: write,
    train: (at) => ({
      output: write(at),
      backward: (gradient, wantsInput) => ({
        input: wantsInput ? inputGradient(at, gradient, sides, attributes) : null,
        parameters: {
          [at.weight]: weightGradient(at, gradient, filters, sides),
          ...(hasBias ? { [at.bias]: at.graph.op('ReduceSum', [gradient, at.graph.ints([0, 2, 3])], { keepdims: 0 }) } : {}),
        },
      }),
    }),
  };
}

interface Side {
  readonly size: number;
  readonly stride: number;
  readonly padding: number;
}
type Sides = readonly [down: Side, across: Side];

function sidesOf(options: LineConvOptions): Sides {
  const { height, width, strideDown = 1, strideAcross = 1, paddingDown = 0, paddingAcross = 0 } = options;
  if (paddingDown >= height || paddingAcross >= width)
    throw new RangeError('a padding as large as the kernel leaves windows outside of the picture');
  return [
    { size: height, stride: strideDown, padding: paddingDown },
    { size: width, stride: strideAcross, padding: paddingAcross },
  ];
}

const windows = ({ size, stride, padding }: Side, length: number): number => Math.floor((length + 2 * padding - size) / stride) + 1;

/** dX: the transposed convolution of the output's gradient. */
function inputGradient(
  { graph, weight, inputShape }: Placement,
  gradient: Name,
  sides: Sides,
  attributes: Record<string, readonly number[]>,
): Name {
  const { height, width } = pictureShape(inputShape, 'lineConv');
  const leftOver = sides.map(({ size, stride, padding }, i) => ([height, width][i]! + 2 * padding - size) % stride);
  return graph.op('ConvTranspose', [gradient, weight], { ...attributes, output_padding: leftOver });
}

/** dW: as that of `conv`, one matrix product per sample with the input's shifted copies, then the sum over samples. */
function weightGradient({ graph, input, inputShape }: Placement, gradient: Name, filters: number, sides: Sides): Name {
  const { channels, height, width } = pictureShape(inputShape, 'lineConv');
  const [down, across] = sides;
  const places = windows(down, height) * windows(across, width);
  const taps = graph.op('Reshape', [
    graph.op('Concat', tapsOf(graph, input, sides, height, width), { axis: 1 }),
    graph.ints([0, down.size * across.size * channels, places]),
  ]);
  const flat = graph.op('Reshape', [gradient, graph.ints([0, filters, places])]);
  const perSample = graph.op('MatMul', [flat, graph.op('Transpose', [taps], { perm: [0, 2, 1] })]);
  const summed = graph.op('ReduceSum', [perSample, graph.ints([0])], { keepdims: 0 });
  const kernels = graph.op('Reshape', [summed, graph.ints([filters, down.size, across.size, channels])]);
  return graph.op('Transpose', [kernels], { perm: [0, 3, 1, 2] });
}

/** For each place of a kernel, row by row: the values of the picture that it meets. */
function tapsOf(graph: Graph, picture: Name, [down, across]: Sides, height: number, width: number): Name[] {
  const around = [0, 0, down.padding, across.padding];
  const padded = graph.op('Pad', [picture, graph.ints([...around, ...around])]);
  const [rows, columns] = [(windows(down, height) - 1) * down.stride + 1, (windows(across, width) - 1) * across.stride + 1];
  return Array.from({ length: down.size * across.size }, (_, tap) => {
    const [i, j] = [Math.floor(tap / across.size), tap % across.size];
    return graph.op('Slice', [
      padded,
      graph.ints([i, j]),
      graph.ints([i + rows, j + columns]),
      graph.ints([2, 3]),
      graph.ints([down.stride, across.stride]),
    ]);
  });
}
