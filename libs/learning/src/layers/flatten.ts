import { sizeOf, type Layer } from './layer';

/** Lays a picture-shaped tensor out as one row of values, channel by channel. */
export function flatten(): Layer {
  return {
    spec: { kind: 'flatten' },
    outputShape: (input) => [sizeOf(input)],
    parameters: () => [],
    serve: ({ graph, input }) => graph.op('Flatten', [input], { axis: 1 }),
    train: ({ graph, input, inputShape }) => ({
      output: graph.op('Flatten', [input], { axis: 1 }),
      backward: (gradient) => ({ input: graph.op('Reshape', [gradient, graph.ints([-1, ...inputShape])]) }),
    }),
  };
}
