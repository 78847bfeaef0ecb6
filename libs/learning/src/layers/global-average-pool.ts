import type { Graph, Name } from '../onnx/graph';
import { pictureShape, type Layer } from './layer';

/** The mean of each channel: [channels, height, width] becomes [channels] (Lin et al. 2014, Network in Network). */
export function globalAveragePool(): Layer {
  const write = (graph: Graph, input: Name): Name => graph.op('Flatten', [graph.op('GlobalAveragePool', [input])], { axis: 1 });
  return {
    spec: { kind: 'globalAveragePool' },
    outputShape: (input) => [pictureShape(input, 'globalAveragePool').channels],
    parameters: () => [],
    serve: ({ graph, input }) => write(graph, input),
    train: ({ graph, input, inputShape }) => ({
      output: write(graph, input),
      // Every place of a channel gets the same share of the channel's gradient.
      backward: (gradient, wantsInput) => {
        if (!wantsInput) return { input: null };
        const { channels, height, width } = pictureShape(inputShape, 'globalAveragePool');
        const share = graph.op('Mul', [gradient, graph.scalar(1 / (height * width))]);
        const channel = graph.op('Reshape', [share, graph.ints([0, channels, 1, 1])]);
        return { input: graph.op('Expand', [channel, graph.ints([1, 1, height, width])]) };
      },
    }),
  };
}
