import type { Layer } from './layer';

/** x where x > 0, else slope · x (Maas et al. 2013). */
export function leakyRelu(slope = 0.1): Layer {
  if (!(slope >= 0 && slope < 1)) throw new RangeError(`leakyRelu slope must be in [0, 1), got ${slope}`);
  const alpha = { alpha: { float: slope } };
  return {
    spec: { kind: 'leakyRelu', slope },
    outputShape: (input) => input,
    parameters: () => [],
    serve: ({ graph, input }) => graph.op('LeakyRelu', [input], alpha),
    train: ({ graph, input }) => ({
      output: graph.op('LeakyRelu', [input], alpha),
      backward: (gradient) => {
        const isPositive = graph.op('Greater', [input, graph.scalar(0)]);
        return { input: graph.op('Where', [isPositive, gradient, graph.op('Mul', [gradient, graph.scalar(slope)])]) };
      },
    }),
  };
}
