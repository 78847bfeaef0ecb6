import { type Layer, type Shape } from './layer';

/** y = x W + b with W of shape [inputs, units]. */
export function dense(units: number): Layer {
  const inputsOf = (input: Shape): number => {
    const [inputs] = input;
    if (input.length !== 1 || inputs === undefined) throw new RangeError(`dense needs [values], got [${input.join(', ')}]; flatten first`);
    return inputs;
  };
  return {
    spec: { kind: 'dense', units },
    outputShape: (input) => {
      inputsOf(input);
      return [units];
    },
    parameters: (input) => {
      const inputs = inputsOf(input);
      return [
        { name: 'weight', shape: [inputs, units], fanIn: inputs, fanOut: units },
        { name: 'bias', shape: [units], fanIn: 0, fanOut: 0 },
      ];
    },
    serve: ({ graph, input, weight, bias }) => graph.op('Gemm', [input, weight, bias]),
    train: ({ graph, input, weight, bias }) => ({
      output: graph.op('Gemm', [input, weight, bias]),
      // dX = dY Wᵀ, dW = Xᵀ dY, db = the sum of dY over the batch.
      backward: (gradient, wantsInput) => ({
        input: wantsInput ? graph.op('Gemm', [gradient, weight], { transB: 1 }) : null,
        parameters: {
          [weight]: graph.op('Gemm', [input, gradient], { transA: 1 }),
          [bias]: graph.op('ReduceSum', [gradient, graph.ints([0])], { keepdims: 0 }),
        },
      }),
    }),
  };
}
