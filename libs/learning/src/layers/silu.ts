import type { Layer } from './layer';

/** x · σ(x), also called swish (Elfwing et al. 2018). */
export function silu(): Layer {
  return {
    spec: { kind: 'silu' },
    outputShape: (input) => input,
    parameters: () => [],
    serve: ({ graph, input }) => graph.op('Mul', [input, graph.op('Sigmoid', [input])]),
    takesBlocks: true,
    train: ({ pictures, input }) => {
      const sigmoid = pictures.each('Sigmoid', [input]);
      const output = pictures.each('Mul', [input, sigmoid]);
      return {
        output,
        // y' = σ + x σ (1 - σ) = σ + y - y σ.
        backward: (gradient) => {
          const slope = pictures.each('Sub', [pictures.each('Add', [sigmoid, output]), pictures.each('Mul', [output, sigmoid])]);
          return { input: pictures.each('Mul', [gradient, slope]) };
        },
      };
    },
  };
}
