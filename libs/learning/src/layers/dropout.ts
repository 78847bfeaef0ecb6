import type { Layer } from './layer';

/**
 * Sets each value to zero with chance `rate` while training and scales the others by 1 / (1 - rate); serving is the identity
 * (Srivastava et al. 2014, "inverted" form). The mask is an input of the training graph, so a seed repeats a run.
 */
export function dropout(rate: number): Layer {
  if (!(rate >= 0 && rate < 1)) throw new RangeError(`dropout rate must be in [0, 1), got ${rate}`);
  return {
    spec: { kind: 'dropout', rate },
    masks: (input) => [{ name: 'mask', shape: input, rate }],
    outputShape: (input) => input,
    parameters: () => [],
    serve: ({ input }) => input,
    train: ({ graph, input, mask }) => ({
      output: graph.op('Mul', [input, mask]),
      backward: (gradient) => ({ input: graph.op('Mul', [gradient, mask]) }),
    }),
  };
}
