import type { Graph, Name } from '../onnx/graph';
import type { Layer, Shape } from './layer';

/** Keeps the root of a constant channel's variance away from zero; PyTorch's value. */
export const BATCH_NORM_EPSILON = 1e-5;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): each channel brought to mean 0 and variance 1, then scaled by `weight` and shifted by `bias`.
 * Training uses the batch's own mean and variance and hands them out; serving uses their running means, `mean` and `variance`. With a batch
 * shared out among threads, each part is normalised by itself (as data-parallel frameworks do unless told otherwise).
 */
export function batchNorm(momentum = 0.9): Layer {
  if (!(momentum >= 0 && momentum < 1)) throw new RangeError(`batchNorm momentum must be in [0, 1), got ${momentum}`);
  return {
    spec: momentum === 0.9 ? { kind: 'batchNorm' } : { kind: 'batchNorm', momentum },
    outputShape: (input) => {
      channelsOf(input);
      return input;
    },
    parameters: (input) => {
      const shape = [channelsOf(input)];
      const fixed = { shape, fanIn: 0, fanOut: 0 };
      return [
        { name: 'weight', ...fixed, start: 1 },
        { name: 'bias', ...fixed },
        { name: 'mean', ...fixed, momentum },
        { name: 'variance', ...fixed, start: 1, momentum },
      ];
    },
    serve: ({ graph, input, id, weight, bias }) =>
      graph.op('BatchNormalization', [input, weight, bias, `${id}.mean`, `${id}.variance`], { epsilon: { float: BATCH_NORM_EPSILON } }),
    takesBlocks: true,
    train: ({ graph, pictures, input, inputShape, id, weight, bias }) => {
      const meanOf = (tensor: Name): Name =>
        inputShape.length === 3 ? pictures.mean(tensor) : graph.op('ReduceMean', [tensor], { axes: [0], keepdims: 0 });
      const mean = meanOf(input);
      // E[x²] - E[x]² reads the picture once less than E[(x - E[x])²]; rounding may bring it below zero.
      const square = graph.op('Sub', [meanOf(pictures.each('Mul', [input, input])), graph.op('Mul', [mean, mean])]);
      const variance = graph.op('Max', [square, graph.scalar(0)]);
      const deviation = graph.op('Sqrt', [graph.op('Add', [variance, graph.scalar(BATCH_NORM_EPSILON)])]);
      const scale = graph.op('Div', [weight, deviation]);
      const shift = graph.op('Sub', [bias, graph.op('Mul', [mean, scale])]);
      return {
        output: pictures.affine(input, inputShape, scale, shift),
        statistics: { [`${id}.mean`]: mean, [`${id}.variance`]: variance },
        // With x̂ = (x - mean) / deviation: dX = weight / deviation · (dY - mean(dY) - x̂ mean(dY x̂)), dweight = Σ dY x̂, dbias = Σ dY.
        backward: (gradient, wantsInput) => {
          const meanGradient = meanOf(gradient);
          const product = meanOf(pictures.each('Mul', [gradient, input]));
          const alongInput = graph.op('Div', [graph.op('Sub', [product, graph.op('Mul', [meanGradient, mean])]), deviation]);
          const count = countPerChannel(graph, input, inputShape);
          const parameters = {
            [weight]: graph.op('Mul', [alongInput, count]),
            [bias]: graph.op('Mul', [meanGradient, count]),
          };
          if (!wantsInput) return { input: null, parameters };
          // The same as one scale for dY, one for x and one shift, all per channel.
          const ofInput = graph.op('Neg', [graph.op('Mul', [scale, graph.op('Div', [alongInput, deviation])])]);
          const rest = graph.op('Neg', [graph.op('Add', [graph.op('Mul', [scale, meanGradient]), graph.op('Mul', [ofInput, mean])])]);
          const fromInput = pictures.affine(input, inputShape, ofInput, rest);
          return { input: pictures.affine(gradient, inputShape, scale, null, fromInput), parameters };
        },
      };
    },
  };
}

function channelsOf(input: Shape): number {
  const [channels] = input;
  if ((input.length !== 3 && input.length !== 1) || channels === undefined)
    throw new RangeError(`batchNorm needs [channels, height, width] or [values], got [${input.join(', ')}]`);
  return channels;
}

/** How many values a channel has in the batch: samples times places. */
function countPerChannel(graph: Graph, input: Name, [, height = 1, width = 1]: Shape): Name {
  const samples = graph.op('Cast', [graph.op('Gather', [graph.op('Shape', [input]), graph.ints([0])])], { to: 1 });
  return graph.op('Mul', [samples, graph.scalar(height * width)]);
}
