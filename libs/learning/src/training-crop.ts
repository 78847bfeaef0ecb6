import { sizeOf, type Shape } from './layers/layer';
import { placeLayers, type Network } from './network';

/** Kinds whose first rows and columns depend on the first rows and columns of their input alone, whatever comes after those. */
const LOCAL = new Set(['conv', 'depthwiseConv', 'maxPool', 'averagePool', 'relu', 'leakyRelu', 'silu']);

/**
 * The part of the input, from its top left corner, that a network's outputs depend on. Pools drop the rows and columns that fill no window, so
 * what only reaches those need not be computed: of 28x28, s1 looks at 26x26 and s3 at 22x22. A padding or a batch-norm sees all of its input.
 */
export function seenInput(network: Network, input: Shape): Shape {
  const end = network.findIndex(({ spec }) => spec.kind === 'flatten');
  const before = network.slice(0, Math.max(0, end));
  const isLocal = before.every(({ spec }) => LOCAL.has(spec.kind) && (spec['padding'] ?? 0) === 0);
  const [channels, height, width] = input;
  if (end < 0 || !isLocal || channels === undefined || height === undefined || width === undefined) return input;
  const flattened = flattenedSize(before, input);
  let seen = input;
  for (let cut = 1; cut < Math.min(height, width); cut++) {
    const smaller = [channels, height - cut, width - cut];
    if (flattenedSize(before, smaller) !== flattened) break;
    seen = smaller;
  }
  return seen;
}

/** How many values are left before `flatten`; 0 where the input is too small. */
function flattenedSize(layers: Network, input: Shape): number {
  try {
    return sizeOf(placeLayers(layers, input).at(-1)?.outputShape ?? input);
  } catch {
    return 0;
  }
}
