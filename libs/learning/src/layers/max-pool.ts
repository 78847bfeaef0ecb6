import type { Name } from '../onnx/graph';
import { pictureShape, type Layer, type TrainingStep } from './layer';
import type { Pictures } from './pictures';

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
    takesBlocks: true,
    train: ({ graph, pictures, input }) => {
      if (pictures.isBlocked(input)) return blockedMaxPool(pictures, input, size);
      const [output, indices] = graph.pair('MaxPool', [input], window);
      return {
        output,
        // Windows do not overlap, so each gradient goes back alone to where its value came from (the first of equals).
        backward: (gradient) => ({ input: graph.op('MaxUnpool', [pictures.plain(gradient), indices, graph.op('Shape', [input])], window) }),
      };
    },
  };
}

/**
 * The same over blocks of channels, without indices, which cost ten times as much as the maxima: on the way back, the places that equal
 * their window's maximum share its gradient (equal values get equal parts).
 */
function blockedMaxPool(pictures: Pictures, input: Name, size: number): TrainingStep {
  const { graph } = pictures;
  const window = { kernel_shape: [size, size], strides: [size, size] };
  const shape = pictures.shapeOf(input);
  const pooled = { ...shape, height: Math.floor(shape.height / size), width: Math.floor(shape.width / size) };
  const covered = { ...shape, height: pooled.height * size, width: pooled.width * size };
  const isWhole = covered.height === shape.height && covered.width === shape.width;
  const spread = (tensor: Name): Name => pictures.op('Upsample', [tensor], { scales: [1, 1, size, size], mode: 'nearest' }, covered);
  const output = pictures.op('MaxPool', [input], window, pooled);
  return {
    output,
    backward: (gradient, wantsInput) => {
      if (!wantsInput) return { input: null };
      const cut = () =>
        graph.op('Slice', [pictures.view(input), graph.ints([0, 0]), graph.ints([covered.height, covered.width]), graph.ints([2, 3])]);
      const seen = isWhole ? input : pictures.fromView(cut(), covered);
      const isLargest = pictures.remember(graph.op('Cast', [graph.op('Equal', [seen, spread(output)])], { to: 1 }), covered);
      const part = pictures.op('AveragePool', [isLargest], window, pooled);
      const count = pictures.remember(graph.op('Mul', [part, graph.scalar(size * size)]), pooled);
      const share = pictures.each('Div', [gradient, count]);
      const slopes = pictures.each('Mul', [spread(share), isLargest]);
      if (isWhole) return { input: slopes };
      const [below, right] = [shape.height - covered.height, shape.width - covered.width];
      return {
        input: pictures.fromView(graph.op('Pad', [pictures.view(slopes), graph.ints([0, 0, 0, 0, 0, 0, 0, below, right, 0])]), shape),
      };
    },
  };
}
