import type { Name } from '../onnx/graph';
import type { Pictures } from './pictures';

/** The kernels of a convolution: weights [filters, channels, area] with area = size · size taps. */
export interface Kernels {
  readonly weight: Name;
  readonly filters: number;
  readonly channels: number;
  readonly area: number;
}

/**
 * Kernels as ONNX Runtime's blocked convolution reads them, [filter blocks, channel blocks, taps, block of channels, block of filters].
 * `isFirst`: for a picture that has its few channels in the ordinary layout, [filter blocks, channels, taps, block of filters].
 */
export function forwardKernels(pictures: Pictures, { weight, filters, channels, area }: Kernels, isFirst: boolean): Name {
  const { graph, block } = pictures;
  const flat = graph.op('Reshape', [weight, graph.ints([filters, channels * area])]);
  const rows = graph.op('Transpose', [flat], { perm: [1, 0] });
  const all = Array.from({ length: area }, (_, tap) => tap);
  return blocksOf(pictures, rows, { inputs: channels, block: isFirst ? 1 : block }, filters, area, all);
}

/** The kernels of the way back, from filters to channels, of the taps given in that order: [channel blocks, filter blocks, taps, block of filters, block of channels]. */
export function backwardKernels(pictures: Pictures, { weight, filters, channels, area }: Kernels, taps: readonly number[]): Name {
  const { graph, block } = pictures;
  const cube = graph.op('Reshape', [weight, graph.ints([filters, channels, area])]);
  const rows = graph.op('Reshape', [graph.op('Transpose', [cube], { perm: [0, 2, 1] }), graph.ints([filters * area, channels])]);
  return blocksOf(pictures, rows, { inputs: filters, block }, channels, area, taps);
}

/**
 * Picks runs of `block` outputs out of `rows` [inputs · area, outputs] in the order [output block, input block, tap, input]. Copying such
 * runs is many times faster than one transposition of six axes.
 */
function blocksOf(
  pictures: Pictures,
  rows: Name,
  { inputs, block: inputBlock }: { inputs: number; block: number },
  outputs: number,
  area: number,
  taps: readonly number[],
): Name {
  const { graph, block } = pictures;
  const [filled, outputBlocks] = [pictures.padded(outputs), pictures.padded(outputs) / block];
  const inputBlocks = Math.ceil(inputs / inputBlock);
  const isRagged = filled !== outputs || inputs % inputBlock !== 0;
  // One row of zeros more stands for every input that fills up a block.
  const whole = isRagged ? graph.op('Pad', [rows, graph.ints([0, 0, 1, filled - outputs])]) : rows;
  const runs = graph.op('Reshape', [whole, graph.ints([-1, block])]);
  const order: number[] = [];
  for (let output = 0; output < outputBlocks; output++) {
    for (let from = 0; from < inputBlocks * inputBlock; from += inputBlock) {
      for (const tap of taps) {
        for (let input = from; input < from + inputBlock; input++) {
          const row = input < inputs ? input * area + tap : inputs * area;
          order.push(row * outputBlocks + output);
        }
      }
    }
  }
  return graph.op('Gather', [runs, graph.ints(order)], { axis: 0 });
}
