import { pictureShape, type Layer, type Placement } from './layer';

/** Convolution without padding, stride 1: `filters` kernels of `size` x `size` with a bias each; weights [filters, channels, size, size]. */
export function conv(filters: number, size: number): Layer {
  return {
    spec: { kind: 'conv', filters, size },
    outputShape: (input) => {
      const { height, width } = pictureShape(input, 'conv');
      if (height < size || width < size) throw new RangeError(`conv with ${size}x${size} kernels does not fit into ${height}x${width}`);
      return [filters, height - size + 1, width - size + 1];
    },
    parameters: (input) => {
      const { channels } = pictureShape(input, 'conv');
      const area = size * size;
      return [
        { name: 'weight', shape: [filters, channels, size, size], fanIn: channels * area, fanOut: filters * area },
        { name: 'bias', shape: [filters], fanIn: 0, fanOut: 0 },
      ];
    },
    serve: ({ graph, input, weight, bias }) => graph.op('Conv', [input, weight, bias], { kernel_shape: [size, size] }),
    train: (at) => {
      const { graph, input, weight, bias } = at;
      return {
        output: graph.op('Conv', [input, weight, bias], { kernel_shape: [size, size] }),
        backward: (gradient, wantsInput) => ({
          input: wantsInput ? inputGradient(at, gradient, size) : null,
          weight: weightGradient(at, gradient, filters, size),
          bias: graph.op('ReduceSum', [gradient, graph.ints([0, 2, 3])], { keepdims: 0 }),
        }),
      };
    },
  };
}

/** dX: the output's gradient, padded, convolved with the kernels turned by 180 degrees and their two channel axes exchanged. */
function inputGradient({ graph, weight }: Placement, gradient: string, size: number): string {
  const exchanged = graph.op('Transpose', [weight], { perm: [1, 0, 2, 3] });
  const turned = graph.op('Slice', [
    exchanged,
    graph.ints([-1, -1]),
    graph.ints([-size - 1, -size - 1]),
    graph.ints([2, 3]),
    graph.ints([-1, -1]),
  ]);
  const pad = size - 1;
  return graph.op('Conv', [gradient, turned], { kernel_shape: [size, size], pads: [pad, pad, pad, pad] });
}

/**
 * dW[f, c, i, j] = the sum over samples and places of dY[f, y, x] X[c, y + i, x + j]: one matrix product per sample with the input's shifted
 * copies side by side, then the sum over samples.
 */
function weightGradient({ graph, input, inputShape }: Placement, gradient: string, filters: number, size: number): string {
  const { channels, height, width } = pictureShape(inputShape, 'conv');
  const [rows, columns] = [height - size + 1, width - size + 1];
  const shifted: string[] = [];
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      shifted.push(graph.op('Slice', [input, graph.ints([i, j]), graph.ints([i + rows, j + columns]), graph.ints([2, 3])]));
    }
  }
  const taps = graph.op('Reshape', [graph.op('Concat', shifted, { axis: 1 }), graph.ints([0, size * size * channels, rows * columns])]);
  const flat = graph.op('Reshape', [gradient, graph.ints([0, filters, rows * columns])]);
  const perSample = graph.op('MatMul', [flat, graph.op('Transpose', [taps], { perm: [0, 2, 1] })]);
  const summed = graph.op('ReduceSum', [perSample, graph.ints([0])], { keepdims: 0 });
  const kernels = graph.op('Reshape', [summed, graph.ints([filters, size, size, channels])]);
  return graph.op('Transpose', [kernels], { perm: [0, 3, 1, 2] });
}
