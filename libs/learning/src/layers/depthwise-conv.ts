import { pictureShape, type Layer, type Placement } from './layer';
import { Window, convSpec, type ConvOptions } from './window';

/**
 * Depthwise convolution: one kernel of `size` x `size` per channel, weights [channels, 1, size, size]. With a 1x1 convolution behind it, which
 * mixes the channels, it does a convolution's work with a fraction of the weights (Howard et al. 2017, MobileNets).
 */
export function depthwiseConv(size: number, options: ConvOptions = {}): Layer {
  const { bias: hasBias = true } = options;
  const window = new Window(size, options);
  const write = ({ graph, input, inputShape: [channels = 0], weight, bias }: Placement): string =>
    graph.op('Conv', [input, weight, ...(hasBias ? [bias] : [])], { ...window.attributes, group: channels });
  return {
    spec: convSpec('depthwiseConv', { size }, options),
    outputShape: (input) => {
      const { channels, height, width } = pictureShape(input, 'depthwiseConv');
      if (window.count(height) < 1 || window.count(width) < 1)
        throw new RangeError(`depthwiseConv with ${size}x${size} kernels does not fit into ${height}x${width}`);
      return [channels, window.count(height), window.count(width)];
    },
    parameters: (input) => {
      const { channels } = pictureShape(input, 'depthwiseConv');
      return [
        { name: 'weight', shape: [channels, 1, size, size], fanIn: size * size, fanOut: size * size },
        ...(hasBias ? [{ name: 'bias', shape: [channels], fanIn: 0, fanOut: 0 }] : []),
      ];
    },
    withBias: () => depthwiseConv(size, { ...options, bias: true }),
    serve: write,
    train: (at) => ({
      output: write(at),
      backward: (gradient, wantsInput) => ({
        input: wantsInput ? inputGradient(at, gradient, window) : null,
        parameters: {
          [at.weight]: weightGradient(at, gradient, window),
          ...(hasBias ? { [at.bias]: at.graph.op('ReduceSum', [gradient, at.graph.ints([0, 2, 3])], { keepdims: 0 }) } : {}),
        },
      }),
    }),
  };
}

/** dX: each channel's gradient spread again by that channel's kernel. */
function inputGradient({ graph, weight, inputShape }: Placement, gradient: string, window: Window): string {
  const { channels, height, width } = pictureShape(inputShape, 'depthwiseConv');
  return graph.op('ConvTranspose', [gradient, weight], {
    ...window.attributes,
    group: channels,
    output_padding: window.leftOver(height, width),
  });
}

/** dW[c, i, j] = the sum over samples and places of dY[c, y, x] X[c, stride y + i, stride x + j]: per sample and channel, taps times gradient. */
function weightGradient({ graph, input, inputShape }: Placement, gradient: string, window: Window): string {
  const { size } = window;
  const { channels, height, width } = pictureShape(inputShape, 'depthwiseConv');
  const places = window.count(height) * window.count(width);
  const rows = window.taps(graph, input, height, width).map((tap) => graph.op('Reshape', [tap, graph.ints([0, channels, 1, places])]));
  const column = graph.op('Reshape', [gradient, graph.ints([0, channels, places, 1])]);
  const perSample = graph.op('MatMul', [graph.op('Concat', rows, { axis: 2 }), column]);
  const summed = graph.op('ReduceSum', [perSample, graph.ints([0])], { keepdims: 0 });
  return graph.op('Reshape', [summed, graph.ints([channels, 1, size, size])]);
}
