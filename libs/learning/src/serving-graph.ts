import { GLYPH_SHAPE, countOutputs, placeLayers, type Network } from './network';
import { Graph } from './onnx/graph';
import { weightsOf, type Weights } from './weights';

/** The `.onnx` bytes that serve a network: input `glyphs` [n, 1, 28, 28], output `logits` [n, labels], weights inside. */
export function servingGraph(network: Network, weights: Weights, input = GLYPH_SHAPE): Uint8Array {
  const graph = new Graph('serving');
  let tensor = graph.input('glyphs', ['n', ...input]);
  for (const { layer, id, inputShape, parameters } of placeLayers(network, input)) {
    for (const parameter of parameters) graph.weights(parameter.id, parameter.shape, weightsOf(weights, parameter));
    tensor = layer.serve({ graph, input: tensor, inputShape, weight: `${id}.weight`, bias: `${id}.bias`, mask: '' });
  }
  graph.output('logits', tensor, ['n', countOutputs(network, input)]);
  return graph.encode();
}
