import type { Layer } from './layer';

/** x · σ(x), also called swish (Elfwing et al. 2018). */
export function silu(): Layer {
  return {
    spec: { kind: 'silu' },
    outputShape: (input) => input,
    parameters: () => [],
    serve: ({ graph, input }) => graph.op('Mul', [input, graph.op('Sigmoid', [input])]),
    train: ({ graph, input }) => {
      const sigmoid = graph.op('Sigmoid', [input]);
      const output = graph.op('Mul', [input, sigmoid]);
      return {
        output,
        // y' = σ + x σ (1 - σ) = σ + y - y σ.
        backward: (gradient) => {
          const slope = graph.op('Sub', [graph.op('Add', [sigmoid, output]), graph.op('Mul', [output, sigmoid])]);
          return { input: graph.op('Mul', [gradient, slope]) };
        },
      };
    },
  };
}
