import { convolve, inputGradient, sumPerChannel, weightGradient } from './conv-training';
import { pictureShape, type Layer } from './layer';
import { convolveAndPool } from './pooled-conv';
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
    takesBlocks: true,
    withBias: () => conv(filters, size, { ...options, bias: true }),
    serve: ({ graph, input, weight, bias }) => graph.op('Conv', [input, weight, ...(hasBias ? [bias] : [])], window.attributes),
    trainPooled: (at) => convolveAndPool({ at, filters, window, hasBias }),
    train: (at) => {
      const placed = { at, filters, window, hasBias };
      return {
        output: convolve(placed),
        backward: (gradient, wantsInput) => ({
          input: wantsInput ? inputGradient(placed, gradient) : null,
          parameters: {
            [at.weight]: weightGradient(placed, gradient),
            ...(hasBias ? { [at.bias]: sumPerChannel(placed, gradient) } : {}),
          },
        }),
      };
    },
  };
}
