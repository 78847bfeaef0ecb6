import { crossEntropy } from './cross-entropy';
import type { Gradients } from './layers/layer';
import { GLYPH_SHAPE, countOutputs, placeLayers, type Network } from './network';
import { Graph, type Name } from './onnx/graph';
import { trainingOrder } from './training-order';

/**
 * The `.onnx` bytes that train a network. Inputs: `glyphs` [n, ...input], `targets` [n, labels] (one-hot), every parameter under its id, and
 * `<layer>.mask` [n, ...shape] for each layer with chance. Outputs: `loss` (mean over n), `logits`, and `grad:<parameter id>` for every parameter.
 * With `wantsInputGradient` also `grad:glyphs` (for tests and saliency).
 */
export function trainingGraph(network: Network, input = GLYPH_SHAPE, wantsInputGradient = false): Uint8Array {
  const graph = new Graph('training');
  const placed = placeLayers(trainingOrder(network), input);
  const firstLearning = placed.findIndex(({ parameters }) => parameters.length > 0);
  let tensor = graph.input('glyphs', ['n', ...input]);
  const targets = graph.input('targets', ['n', countOutputs(network, input)]);
  const way = placed.map(({ layer, id, inputShape, outputShape, parameters }) => {
    for (const parameter of parameters) graph.input(parameter.id, parameter.shape);
    const mask = layer.dropRate === undefined ? '' : graph.input(`${id}.mask`, ['n', ...outputShape]);
    const step = layer.train({ graph, input: tensor, inputShape, weight: `${id}.weight`, bias: `${id}.bias`, mask });
    tensor = step.output;
    return { step, id, parameters };
  });

  const { loss, gradient } = crossEntropy(graph, tensor, targets);
  graph.output('loss', loss, []);
  graph.output('logits', tensor, ['n', countOutputs(network, input)]);

  let flowing: Name | null = gradient;
  for (const [index, { step, id, parameters }] of [...way.entries()].reverse()) {
    // Nothing before the first layer that learns needs a gradient, and its input's is the dearest of all.
    if (flowing === null) break;
    const gradients: Gradients = step.backward(flowing, index > firstLearning || wantsInputGradient);
    for (const parameter of parameters) {
      const value = gradients[parameter.name];
      if (value === undefined) throw new Error(`layer ${id} gives no gradient for its ${parameter.name}`);
      graph.output(`grad:${parameter.id}`, value, parameter.shape);
    }
    flowing = index > firstLearning || wantsInputGradient ? gradients.input : null;
  }
  if (wantsInputGradient && flowing !== null) graph.output('grad:glyphs', flowing, ['n', ...input]);
  return graph.encode();
}
