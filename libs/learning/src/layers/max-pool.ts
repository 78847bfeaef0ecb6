import { pictureShape, type Layer } from './layer';

/** The largest of each `size` x `size` window, windows side by side; what does not fill a window at the right and below is left out. */
export function maxPool(size: number): Layer {
  const window = { kernel_shape: [size, size], strides: [size, size] };
  return {
    spec: { kind: 'maxPool', size },
    outputShape: (input) => {
      const { channels, height, width } = pictureShape(input, 'maxPool');
      if (height < size || width < size) throw new RangeError(`maxPool(${size}) does not fit into ${height}x${width}`);
      return [channels, Math.floor(height / size), Math.floor(width / size)];
    },
    parameters: () => [],
    serve: ({ graph, input }) => graph.op('MaxPool', [input], window),
    train: ({ graph, input }) => {
      const [output, indices] = graph.pair('MaxPool', [input], window);
      return {
        output,
        // Windows do not overlap, so each gradient goes back alone to where its value came from (the first of equals).
        backward: (gradient) => ({ input: graph.op('MaxUnpool', [gradient, indices, graph.op('Shape', [input])], window) }),
      };
    },
  };
}
