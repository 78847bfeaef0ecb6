import { crossEntropy } from './cross-entropy';
import type { Shape } from './layers/layer';
import { isLearned, type PlacedParameter } from './layers/placed';
import { Pictures } from './layers/pictures';
import { trainLayers } from './layers/sequence';
import { GLYPH_SHAPE, countOutputs, placeLayers, type Network } from './network';
import { Graph, type Name } from './onnx/graph';
import { seenInput } from './training-crop';
import { trainingOrder } from './training-order';

/** The training graph's output for a parameter: its gradient, or for a running statistic this batch's own value. */
export const outputName = (parameter: PlacedParameter): string => `${isLearned(parameter) ? 'grad' : 'batch'}:${parameter.id}`;

/**
 * The `.onnx` bytes that train a network. Inputs: `glyphs` [n, ...input], `targets` [n, labels] (rows sum to 1), every learned parameter under
 * its id, and every mask [n, ...shape] under its id. Outputs: `loss` (mean over n), `logits`, `grad:<parameter id>` for every learned parameter
 * and `batch:<parameter id>` for every running statistic. `block`: of how many channels, see `channelBlock`; 0 for operators of ONNX alone. With `wantsInputGradient` also `grad:glyphs` (for tests and saliency).
 */
export function trainingGraph(network: Network, block: number, input = GLYPH_SHAPE, wantsInputGradient = false): Uint8Array {
  const graph = new Graph('training');
  const pictures = new Pictures(graph, block);
  const seen = seenInput(network, input);
  const placed = placeLayers(trainingOrder(network), seen);
  const labels = countOutputs(network, input);
  const glyphs = graph.input('glyphs', ['n', ...input]);
  const targets = graph.input('targets', ['n', labels]);
  const parameters = placed.flatMap((layer) => layer.parameters);
  for (const parameter of parameters.filter(isLearned)) graph.input(parameter.id, parameter.shape);
  for (const { id, shape } of placed.flatMap(({ masks }) => masks)) graph.input(id, ['n', ...shape]);

  const step = trainLayers(pictures, placed, cropped(graph, glyphs, input, seen));
  const { loss, gradient } = crossEntropy(graph, step.output, targets);
  graph.output('loss', loss, []);
  graph.output('logits', step.output, ['n', labels]);

  const gradients = step.backward(gradient, wantsInputGradient);
  const values = { ...gradients.parameters, ...step.statistics };
  for (const parameter of parameters) {
    const value = values[parameter.id];
    if (value === undefined) throw new Error(`nothing gives ${outputName(parameter)}`);
    graph.output(outputName(parameter), value, parameter.shape);
  }
  if (gradients.input !== null) {
    graph.output('grad:glyphs', uncropped(graph, pictures.plain(gradients.input), input, seen), ['n', ...input]);
  }
  return graph.encode();
}

function cropped(graph: Graph, glyphs: Name, input: Shape, [, ...seen]: Shape): Name {
  if (seen.join() === input.slice(1).join()) return glyphs;
  return graph.op('Slice', [glyphs, graph.ints(seen.map(() => 0)), graph.ints(seen), graph.ints([2, 3])]);
}

/** What the network does not look at has no gradient. */
function uncropped(graph: Graph, gradient: Name, [, ...input]: Shape, [, ...seen]: Shape): Name {
  const missing = input.map((side, axis) => side - (seen[axis] ?? side));
  return missing.every((count) => count === 0) ? gradient : graph.op('Pad', [gradient, graph.ints([0, 0, 0, 0, 0, 0, ...missing])]);
}
