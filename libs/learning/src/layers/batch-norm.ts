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
    train: ({ graph, input, inputShape, id, weight, bias }) => {
      const mean = meanPerChannel(graph, input, inputShape);
      const centred = graph.op('Sub', [input, mean]);
      const variance = meanPerChannel(graph, graph.op('Mul', [centred, centred]), inputShape);
      const deviation = graph.op('Sqrt', [graph.op('Add', [variance, graph.scalar(BATCH_NORM_EPSILON)])]);
      const scale = graph.op('Div', [asChannels(graph, weight, inputShape), deviation]);
      return {
        output: graph.op('Add', [graph.op('Mul', [centred, scale]), asChannels(graph, bias, inputShape)]),
        statistics: { [`${id}.mean`]: asList(graph, mean), [`${id}.variance`]: asList(graph, variance) },
        // With x̂ = (x - mean) / deviation: dX = weight / deviation · (dY - mean(dY) - x̂ mean(dY x̂)), dweight = Σ dY x̂, dbias = Σ dY.
        backward: (gradient, wantsInput) => {
          const meanGradient = meanPerChannel(graph, gradient, inputShape);
          const product = meanPerChannel(graph, graph.op('Mul', [gradient, centred]), inputShape);
          const count = countPerChannel(graph, input, inputShape);
          const alongCentred = graph.op('Div', [product, graph.op('Mul', [deviation, deviation])]);
          const straight = graph.op('Sub', [gradient, meanGradient]);
          return {
            input: wantsInput ? graph.op('Mul', [graph.op('Sub', [straight, graph.op('Mul', [centred, alongCentred])]), scale]) : null,
            parameters: {
              [weight]: asList(graph, graph.op('Mul', [graph.op('Div', [product, deviation]), count])),
              [bias]: asList(graph, graph.op('Mul', [meanGradient, count])),
            },
          };
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

/** Mean over samples and places, [1, channels, 1, 1]. Pooling over the places first is many times faster than one reduction over three axes. */
function meanPerChannel(graph: Graph, tensor: Name, shape: Shape): Name {
  const perSample = shape.length === 3 ? graph.op('GlobalAveragePool', [tensor]) : tensor;
  return graph.op('ReduceMean', [perSample], { axes: [0], keepdims: 1 });
}

/** How many values a channel has in the batch: samples times places. */
function countPerChannel(graph: Graph, input: Name, [, height = 1, width = 1]: Shape): Name {
  const samples = graph.op('Cast', [graph.op('Gather', [graph.op('Shape', [input]), graph.ints([0])])], { to: 1 });
  return graph.op('Mul', [samples, graph.scalar(height * width)]);
}

const asChannels = (graph: Graph, list: Name, shape: Shape): Name =>
  shape.length === 3 ? graph.op('Reshape', [list, graph.ints([-1, 1, 1])]) : list;

const asList = (graph: Graph, channels: Name): Name => graph.op('Reshape', [channels, graph.ints([-1])]);
