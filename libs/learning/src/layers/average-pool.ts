import { pictureShape, type Layer } from './layer';

/** The mean of each `size` x `size` window, windows side by side; what does not fill a window at the right and below is left out. */
export function averagePool(size: number): Layer {
  const window = { kernel_shape: [size, size], strides: [size, size] };
  return {
    spec: { kind: 'averagePool', size },
    outputShape: (input) => {
      const { channels, height, width } = pictureShape(input, 'averagePool');
      if (height < size || width < size) throw new RangeError(`averagePool(${size}) does not fit into ${height}x${width}`);
      return [channels, Math.floor(height / size), Math.floor(width / size)];
    },
    parameters: () => [],
    serve: ({ graph, input }) => graph.op('AveragePool', [input], window),
    train: ({ graph, input, inputShape }) => ({
      output: graph.op('AveragePool', [input], window),
      // Each value of a window gets the same share of the window's gradient; what was left out gets none.
      backward: (gradient, wantsInput) => {
        if (!wantsInput) return { input: null };
        const { channels, height, width } = pictureShape(inputShape, 'averagePool');
        const [rows, columns] = [Math.floor(height / size), Math.floor(width / size)];
        const share = graph.op('Mul', [gradient, graph.scalar(1 / (size * size))]);
        const apart = graph.op('Reshape', [share, graph.ints([0, channels, rows, 1, columns, 1])]);
        const repeated = graph.op('Expand', [apart, graph.ints([1, 1, 1, size, 1, size])]);
        const spread = graph.op('Reshape', [repeated, graph.ints([0, channels, rows * size, columns * size])]);
        const [below, right] = [height - rows * size, width - columns * size];
        return { input: below + right === 0 ? spread : graph.op('Pad', [spread, graph.ints([0, 0, 0, 0, 0, 0, below, right])]) };
      },
    }),
  };
}
