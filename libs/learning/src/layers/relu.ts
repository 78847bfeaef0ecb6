import type { Layer } from './layer';

/** max(x, 0). */
export function relu(): Layer {
  return {
    spec: { kind: 'relu' },
    outputShape: (input) => input,
    parameters: () => [],
    serve: ({ graph, input }) => graph.op('Relu', [input]),
    train: ({ graph, input }) => {
      const output = graph.op('Relu', [input]);
      return {
        output,
        // The output is never negative, so its sign is 1 where the value passed and 0 where it was cut: that is the derivative.
        backward: (gradient) => ({ input: graph.op('Mul', [gradient, graph.op('Sign', [output])]) }),
      };
    },
  };
}
