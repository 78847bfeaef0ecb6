import { pictureShape, type Layer, type Placement } from './layer';
import { Window, convSpec, type ConvOptions } from './window';

/** Convolution: `filters` kernels of `size` x `size` with a bias each; weights [filters, channels, size, size]. */
export function conv(filters: number, size: number, options: ConvOptions = {}): Layer {
  const { bias: hasBias = true } = options;
  const window = new Window(size, options);
  return {
    spec: convSpec('conv', { filters, size }, options),
    outputShape: (input) => {
      const { height, width } = pictureShape(input, 'conv');
      if (window.count(height) < 1 || window.count(width) < 1)
        throw new RangeError(`conv with ${size}x${size} kernels does not fit into ${height}x${width}`);
      return [filters, window.count(height), window.count(width)];
    },
    parameters: (input) => {
      const { channels } = pictureShape(input, 'conv');
      const area = size * size;
      return [
        { name: 'weight', shape: [filters, channels, size, size], fanIn: channels * area, fanOut: filters * area },
        ...(hasBias ? [{ name: 'bias', shape: [filters], fanIn: 0, fanOut: 0 }] : []),
      ];
    },
    withBias: () => conv(filters, size, { ...options, bias: true }),
    serve: ({ graph, input, weight, bias }) => graph.op('Conv', [input, weight, ...(hasBias ? [bias] : [])], window.attributes),
    train: (at) => {
      const { graph, input, weight, bias } = at;
      return {
        output: graph.op('Conv', [input, weight, ...(hasBias ? [bias] : [])], window.attributes),
        backward: (gradient, wantsInput) => ({
          input: wantsInput ? inputGradient(at, gradient, window) : null,
          parameters: {
            [weight]: weightGradient(at, gradient, filters, window),
            ...(hasBias ? { [bias]: graph.op('ReduceSum', [gradient, graph.ints([0, 2, 3])], { keepdims: 0 }) } : {}),
          },
        }),
      };
    },
  };
}

/**
 * dX: the output's gradient, padded, convolved with the kernels turned by 180 degrees and their two channel axes exchanged. A stride would put
 * zeros between the gradient's values; the transposed convolution does that without writing them.
 */
function inputGradient({ graph, weight, inputShape }: Placement, gradient: string, window: Window): string {
  const { size, stride, padding } = window;
  if (stride > 1) {
    const { height, width } = pictureShape(inputShape, 'conv');
    return graph.op('ConvTranspose', [gradient, weight], { ...window.attributes, output_padding: window.leftOver(height, width) });
  }
  const exchanged = graph.op('Transpose', [weight], { perm: [1, 0, 2, 3] });
  const turned = graph.op('Slice', [
    exchanged,
    graph.ints([-1, -1]),
    graph.ints([-size - 1, -size - 1]),
    graph.ints([2, 3]),
    graph.ints([-1, -1]),
  ]);
  const pad = size - 1 - padding;
  return graph.op('Conv', [gradient, turned], { kernel_shape: [size, size], pads: [pad, pad, pad, pad] });
}

/**
 * dW[f, c, i, j] = the sum over samples and places of dY[f, y, x] X[c, stride y + i, stride x + j]: one matrix product per sample with the
 * input's shifted copies side by side, then the sum over samples.
 */
function weightGradient({ graph, input, inputShape }: Placement, gradient: string, filters: number, window: Window): string {
  const { size } = window;
  const { channels, height, width } = pictureShape(inputShape, 'conv');
  const places = window.count(height) * window.count(width);
  const shifted = window.taps(graph, input, height, width);
  const taps = graph.op('Reshape', [graph.op('Concat', shifted, { axis: 1 }), graph.ints([0, size * size * channels, places])]);
  const flat = graph.op('Reshape', [gradient, graph.ints([0, filters, places])]);
  const perSample = graph.op('MatMul', [flat, graph.op('Transpose', [taps], { perm: [0, 2, 1] })]);
  const summed = graph.op('ReduceSum', [perSample, graph.ints([0])], { keepdims: 0 });
  const kernels = graph.op('Reshape', [summed, graph.ints([filters, size, size, channels])]);
  return graph.op('Transpose', [kernels], { perm: [0, 3, 1, 2] });
}
