import type { Layer } from './layer';

/** max(x, 0). */
export function relu(): Layer {
  return {
    spec: { kind: 'relu' },
    outputShape: (input) => input,
    parameters: () => [],
    serve: ({ graph, input }) => graph.op('Relu', [input]),
    takesBlocks: true,
    train: ({ graph, pictures, input }) => {
      const output = pictures.each('Relu', [input]);
      return {
        output,
        // 1 where the value passed and 0 where it was cut.
        backward: (gradient) => {
          const slope = graph.op('Cast', [graph.op('Greater', [output, graph.scalar(0)])], { to: 1 });
          if (pictures.isBlocked(output)) pictures.remember(slope, pictures.shapeOf(output));
          return { input: pictures.each('Mul', [gradient, slope]) };
        },
      };
    },
  };
}
