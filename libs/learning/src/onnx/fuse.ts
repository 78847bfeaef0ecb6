import { BLOCKED_DOMAIN, attributeTypes } from './schema';

/** A node as it stands in the file. */
export interface Node {
  readonly opType: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string | undefined;
  readonly attribute: readonly { readonly name: string }[];
  readonly domain: string;
}

/**
 * Lets convolutions over blocks of channels do the addition and the ReLU behind them: ONNX Runtime's operator takes both along in its only
 * pass over the output. What else reads the value in between keeps things as they are.
 */
export function fuseConvolutions(nodes: readonly Node[]): Node[] {
  const readers = new Map<string, number>();
  for (const { input } of nodes) for (const name of input) readers.set(name, (readers.get(name) ?? 0) + 1);
  const kept = new Map<string, Node>();
  /** The convolution that makes `name` for one reader only, if it can still take something along. */
  const convolutionOf = (name: string | undefined): Node | undefined => {
    const node = name === undefined || readers.get(name) !== 1 ? undefined : kept.get(name);
    const isFree = node?.domain === BLOCKED_DOMAIN && node.opType === 'Conv' && !node.attribute.some((a) => a.name === 'activation');
    return isFree ? node : undefined;
  };
  for (const node of nodes) {
    const fused = withRelu(node, convolutionOf) ?? withSum(node, convolutionOf);
    if (fused === undefined) kept.set(node.output[0] ?? '', node);
    else {
      // At the reader's place, where everything that it reads has been computed.
      kept.delete(fused.before);
      kept.set(fused.node.output[0] ?? '', fused.node);
    }
  }
  return [...kept.values()];
}

type ConvolutionOf = (name: string | undefined) => Node | undefined;
interface Fused {
  readonly before: string;
  readonly node: Node;
}

function withRelu({ opType, input, output }: Node, convolutionOf: ConvolutionOf): Fused | undefined {
  const [before = ''] = input;
  const convolution = opType === 'Relu' ? convolutionOf(before) : undefined;
  if (convolution === undefined) return undefined;
  const activation = { name: 'activation', s: Buffer.from('Relu'), type: attributeTypes.string };
  return { before, node: { ...convolution, output, name: output[0], attribute: [...convolution.attribute, activation] } };
}

function withSum({ opType, input, output }: Node, convolutionOf: ConvolutionOf): Fused | undefined {
  if (opType !== 'Add') return undefined;
  for (const [before = '', other = ''] of [input, [...input].reverse()]) {
    const convolution = convolutionOf(before);
    if (convolution === undefined || convolution.input.length > 3 || before === other) continue;
    const [x = '', kernels = '', bias = ''] = convolution.input;
    return { before, node: { ...convolution, input: [x, kernels, bias, other], output, name: output[0] } };
  }
  return undefined;
}
