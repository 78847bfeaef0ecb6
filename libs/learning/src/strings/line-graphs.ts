import { LINE_HEIGHT, LINE_LABELS } from '@numera/recognition';
import { foldBatchNorms } from '../layers/fold-batch-norm';
import { Pictures } from '../layers/pictures';
import { isLearned } from '../layers/placed';
import { serveLayers, trainLayers } from '../layers/sequence';
import { placeLayers, type Network } from '../network';
import { Graph, type Name } from '../onnx/graph';
import { outputName } from '../training-graph';
import type { Weights } from '../weights';

/** The answers of the last layer, [n, places · labels, 1, columns], as [n, places · columns, labels]. */
function placeByPlace(graph: Graph, answers: Name): Name {
  const flat = graph.op('Squeeze', [answers, graph.ints([2])]);
  return graph.op('Reshape', [graph.op('Transpose', [flat], { perm: [0, 2, 1] }), graph.ints([0, -1, LINE_LABELS])]);
}

/** The `.onnx` bytes that read lines: input `lines` [n, 1, 32, width], output `logits` [n, places, labels]; weights inside. */
export function lineServingGraph(network: Network, weights: Weights, width: number): Uint8Array {
  const graph = new Graph('lines');
  const lines = graph.input('lines', ['n', 1, LINE_HEIGHT, 'width']);
  const placed = placeLayers(network, [1, LINE_HEIGHT, width]);
  const folded = foldBatchNorms(placed, weights);
  for (const { id, shape } of placed.flatMap(({ parameters }) => parameters)) graph.weights(id, shape, folded.get(id)!);
  for (const [id, values] of folded) if (!weights.has(id)) graph.weights(id, [values.length], values);
  graph.output('logits', placeByPlace(graph, serveLayers(graph, placed, lines)), ['n', 'places', LINE_LABELS]);
  return graph.encode();
}

/**
 * The `.onnx` bytes that train on lines of one width. Inputs: `lines` [n, 1, 32, width], `targets` [n, places, labels], whose rows sum to one
 * or, where nothing is asked of a place, to zero, and every learned parameter. Outputs: `loss` (mean cross-entropy over all places), `logits`
 * [n, places, labels], `grad:<id>` and `batch:<id>`.
 */
export function lineTrainingGraph(network: Network, width: number): Uint8Array {
  const graph = new Graph('line-training');
  const placed = placeLayers(network, [1, LINE_HEIGHT, width]);
  const lines = graph.input('lines', ['n', 1, LINE_HEIGHT, width]);
  const targets = graph.input('targets', ['n', 'places', LINE_LABELS]);
  const parameters = placed.flatMap((layer) => layer.parameters);
  for (const parameter of parameters.filter(isLearned)) graph.input(parameter.id, parameter.shape);
  const step = trainLayers(new Pictures(graph, 0), placed, lines);
  const logits = placeByPlace(graph, step.output);
  graph.output('logits', logits, ['n', 'places', LINE_LABELS]);

  const logs = graph.op('LogSoftmax', [logits], { axis: 2 });
  const asked = graph.op('ReduceSum', [targets, graph.ints([2])], { keepdims: 1 });
  const perPlace = graph.op('ReduceSum', [graph.op('Mul', [targets, logs]), graph.ints([2])], { keepdims: 0 });
  graph.output('loss', graph.op('Neg', [graph.op('ReduceMean', [perPlace], { keepdims: 0 })]), []);
  const count = graph.op('Cast', [graph.op('Size', [perPlace])], { to: 1 });
  const surplus = graph.op('Sub', [graph.op('Mul', [graph.op('Exp', [logs]), asked]), targets]);
  const channels = placed.at(-1)!.outputShape[0] ?? 0;
  const gradient = graph.op('Div', [surplus, count]);
  const columns = graph.op('Transpose', [graph.op('Reshape', [gradient, graph.ints([0, -1, channels])])], { perm: [0, 2, 1] });
  const { parameters: gradients } = step.backward(graph.op('Unsqueeze', [columns, graph.ints([2])]), false);
  const values = { ...gradients, ...step.statistics };
  for (const parameter of parameters) {
    const value = values[parameter.id];
    if (value === undefined) throw new Error(`nothing gives ${outputName(parameter)}`);
    graph.output(outputName(parameter), value, parameter.shape);
  }
  return graph.encode();
}
