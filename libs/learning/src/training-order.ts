import type { Network } from './network';

/**
 * The same function in a cheaper order for training: a ReLU just before a max-pool moves behind it, where it has a quarter of the values
 * or fewer. The largest of cut values is the largest value cut, and the gradient takes the same way; only among windows that are nowhere
 * above zero does it differ in which of several zeros it picks. Served graphs keep the order, as ONNX Runtime fuses a ReLU into its convolution.
 */
export function trainingOrder(network: Network): Network {
  const order = [...network];
  for (let i = 0; i + 1 < order.length; i++) {
    const [layer, next] = [order[i], order[i + 1]];
    if (layer?.spec.kind === 'relu' && next?.spec.kind === 'maxPool') order.splice(i, 2, next, layer);
  }
  return order;
}
