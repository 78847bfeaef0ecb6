import { foldBatchNorms } from './layers/fold-batch-norm';
import { serveLayers } from './layers/sequence';
import { GLYPH_SHAPE, countOutputs, placeLayers, type Network } from './network';
import { Graph } from './onnx/graph';
import { weightsOf, type Weights } from './weights';

/**
 * The `.onnx` bytes that serve a network: input `glyphs` [n, 1, 28, 28], output `logits` [n, labels], weights inside. A batch-norm behind a
 * convolution is folded into it; its own few numbers stay in the file unused, so that `unfoldBatchNorms` can train on from there.
 */
export function servingGraph(network: Network, weights: Weights, input = GLYPH_SHAPE): Uint8Array {
  const graph = new Graph('serving');
  const glyphs = graph.input('glyphs', ['n', ...input]);
  const placed = placeLayers(network, input);
  const parameters = placed.flatMap((layer) => layer.parameters);
  for (const parameter of parameters) weightsOf(weights, parameter);
  const folded = foldBatchNorms(placed, weights);
  for (const { id, shape } of parameters) graph.weights(id, shape, folded.get(id)!);
  const known = new Set(parameters.map(({ id }) => id));
  // Biases that folding gave to convolutions that had none.
  for (const [id, values] of folded) if (!known.has(id) && !weights.has(id)) graph.weights(id, [values.length], values);
  graph.output('logits', serveLayers(graph, placed, glyphs), ['n', countOutputs(network, input)]);
  return graph.encode();
}
