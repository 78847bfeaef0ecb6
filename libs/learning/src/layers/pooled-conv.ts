import type { Name } from '../onnx/graph';
import { forwardKernels } from './blocked-kernels';
import { inputGradient, interleave, kernelsOf, shapedKernels, type TrainedConv } from './conv-training';
import { pictureShape, type TrainingStep } from './layer';

/**
 * The first convolution of a network with a 2x2 max-pool behind it, over blocks of channels: four convolutions of stride 2, one for each place of
 * the windows, so that maxima and their way back compare whole tensors value by value. That takes half the time of finding the maxima's
 * places in one picture, which is most of such a layer. The first of equal values gets the gradient, as in TensorFlow.
 * Null where it does not apply.
 */
export function convolveAndPool(conv: TrainedConv): TrainingStep | null {
  const { at, filters, window, hasBias } = conv;
  const { graph, pictures, input, inputShape, weight, bias } = at;
  const shape = pictureShape(inputShape, 'conv');
  const isFirst = !pictures.isBlocked(input) && shape.channels < Math.min(8, pictures.block);
  const full = { channels: filters, height: window.count(shape.height), width: window.count(shape.width) };
  const pooled = { channels: filters, height: full.height >> 1, width: full.width >> 1 };
  if (!isFirst || window.stride > 1 || window.padding > 0 || pooled.height < 1 || pooled.width < 1) return null;
  const { size } = window;
  const kernels = shapedKernels(pictures, forwardKernels(pictures, kernelsOf(conv), true), {
    ...{ filters, channels: shape.channels, height: size, width: size },
  });
  const biases = hasBias ? [pictures.padList(bias, filters)] : [];
  const places = [0, 1].flatMap((row) => [0, 1].map((column) => ({ row, column })));
  const cut = (from: readonly number[], to: readonly number[], step: number): Name =>
    graph.op('Slice', [input, graph.ints(from), graph.ints(to), graph.ints([2, 3]), graph.ints([step, step])]);
  const parts = places.map(({ row, column }) => {
    const reach = [row + 2 * pooled.height + size - 2, column + 2 * pooled.width + size - 2];
    const attributes = { kernel_shape: [size, size], strides: [2, 2] };
    return pictures.op('Conv', [cut([row, column], reach, 1), kernels, ...biases], attributes, pooled);
  });
  const [a = '', b = '', c = '', d = ''] = parts;
  const upper = pictures.each('Max', [a, b]);
  const lower = pictures.each('Max', [c, d]);

  /** The gradient of the larger of two: what goes to the first, then what is left for the second. */
  const share = (gradient: Name, one: Name, other: Name): [Name, Name] => {
    const isFirstLarger = graph.op('Cast', [graph.op('GreaterOrEqual', [one, other])], { to: 1 });
    const first = pictures.each('Mul', [gradient, pictures.remember(isFirstLarger, pooled)]);
    return [first, pictures.each('Sub', [gradient, first])];
  };
  /** Every second place of the input from (row, column) on, for each window: [n, channels, windows]. Shared by the parts. */
  const lines = new Map<string, Name>();
  const lineOf = (row: number, column: number): Name => {
    const key = `${row},${column}`;
    const known = lines.get(key);
    if (known !== undefined) return known;
    const picked = cut([row, column], [row + 2 * pooled.height - 1, column + 2 * pooled.width - 1], 2);
    const line = graph.op('Reshape', [picked, graph.ints([0, shape.channels, pooled.height * pooled.width])]);
    lines.set(key, line);
    return line;
  };

  return {
    output: pictures.each('Max', [upper, lower]),
    backward: (gradient, wantsInput) => {
      const slope = pictures.blocked(gradient, pooled);
      const [above, below] = share(slope, upper, lower);
      const slopes = [...share(above, a, b), ...share(below, c, d)];
      const taps = Array.from({ length: size * size }, (_, tap) => [Math.floor(tap / size), tap % size] as const);
      const products = slopes.map((part, i) => {
        const { row, column } = places[i]!;
        const windows = graph.op(
          'Concat',
          taps.map(([y, x]) => lineOf(row + y, column + x)),
          { axis: 1 },
        );
        return graph.op('MatMul', [windows, pictures.rows(part, pooled)]);
      });
      const sum = graph.op('ReduceSum', [graph.op('Sum', products), graph.ints([0])], { keepdims: 0 });
      // [taps, channels, filters] to [filters, channels, taps].
      const cube = graph.op('Reshape', [sum, graph.ints([size * size, shape.channels, filters])]);
      const turned = graph.op('Transpose', [cube], { perm: [2, 1, 0] });
      const weightSlope = graph.op('Reshape', [turned, graph.ints([filters, shape.channels, size, size])]);
      const count = graph.scalar(pooled.height * pooled.width);
      return {
        input: wantsInput ? inputGradient(conv, interleave(pictures, slopes, 2, full, pooled)) : null,
        parameters: {
          [weight]: weightSlope,
          ...(hasBias ? { [bias]: graph.op('Mul', [pictures.sumOfMeans(slope), count]) } : {}),
        },
      };
    },
  };
}
