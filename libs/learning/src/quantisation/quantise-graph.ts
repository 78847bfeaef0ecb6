import { DatasetError } from '../data/idx';
import type { GlyphSet } from '../data/glyph-set';
import { attributeTypes } from '../onnx/schema';
import { rangesOf, type Range } from './activation-ranges';
import { floatsOf, readGraph, tensorOf, writeGraph, type StoredNode, type StoredTensor } from '../onnx/stored-graph';

/** Weights go to -64..63: processors without VNNI add two products of 8 bits in 16, which -128..127 would overflow. */
const MOST_WEIGHT = 63;
const MOST_ACTIVATION = 255;

/** A tensor's numbers as `scale` times (byte - `zero`). */
interface Scale {
  readonly scale: number;
  readonly zero: number;
}

/**
 * A serving graph whose convolutions and matrix products compute with 8-bit numbers (Jacob et al. 2018): weights with a scale per filter, what
 * flows between them with one scale each, from the range that it takes for `glyphs`. Written as QuantizeLinear and DequantizeLinear around the
 * nodes, which ONNX Runtime fuses into integer kernels. Batch-norms must be folded already, as serving graphs have them. Throws DatasetError for a
 * graph that has 8-bit numbers already.
 */
export async function quantiseGraph(onnx: Uint8Array, glyphs: GlyphSet): Promise<Uint8Array> {
  const model = readGraph(onnx);
  const { node: nodes, initializer } = model.graph;
  const stored = new Map(initializer.map((tensor) => [tensor.name, tensor]));
  const isProduct = ({ opType, input }: StoredNode): boolean => (opType === 'Conv' || opType === 'Gemm') && stored.has(input[1] ?? '');
  const products = nodes.filter(isProduct);
  // The weights of a graph that was quantised before come out of nodes.
  if (products.length === 0)
    throw new DatasetError('this network has no 32-bit weights to make smaller; it is made of 8-bit numbers already');
  const flowing = [...new Set(products.flatMap((product) => [product.input[0]!, behind(product, nodes)]))].filter(
    (name) => !isAnswer(name, nodes),
  );
  const ranges = await rangesOf(model, flowing, glyphs);
  const scales = new Map([...ranges].map(([name, range]) => [name, scaleOf(range)]));

  const written: StoredNode[] = [];
  const tensors: StoredTensor[] = [];
  const replaced = new Set<string>();
  const requantise = (name: string): void => {
    const { scale, zero } = scales.get(name)!;
    tensors.push(tensorOf(`${name}:scale`, 'float32', [scale]), tensorOf(`${name}:zero`, 'uint8', [zero]));
    written.push(nodeOf('QuantizeLinear', [name, `${name}:scale`, `${name}:zero`], `${name}:bytes`));
    written.push(nodeOf('DequantizeLinear', [`${name}:bytes`, `${name}:scale`, `${name}:zero`], `${name}:rounded`));
  };
  const roundedOr = (name: string): string => (scales.has(name) ? `${name}:rounded` : name);

  for (const name of flowing) if (!nodes.some(({ output }) => output.includes(name))) requantise(name);
  for (const node of nodes) {
    const inputs = node.input.map(roundedOr);
    if (isProduct(node)) {
      const weight = stored.get(node.input[1]!)!;
      const filterScales = quantiseWeight(node, weight, tensors, written);
      inputs[1] = `${weight.name}:rounded`;
      replaced.add(weight.name);
      const bias = stored.get(node.input[2] ?? '');
      if (bias !== undefined) {
        quantiseBias(bias, filterScales, scales.get(node.input[0]!)!.scale, tensors, written);
        inputs[2] = `${bias.name}:rounded`;
        replaced.add(bias.name);
      }
    }
    written.push({ ...node, input: inputs });
    for (const name of node.output) if (scales.has(name)) requantise(name);
  }
  const used = new Set(written.flatMap(({ input }) => input));
  // What batch-norms leave in the file for training on is of no use here.
  const kept = initializer.filter(({ name }) => used.has(name) && !replaced.has(name));
  return writeGraph({ ...model, graph: { ...model.graph, node: written, initializer: [...kept, ...tensors] } });
}

/** The tensor that leaves a product, behind the rectifier that is fused with it. */
function behind({ output: [name = ''] }: StoredNode, nodes: readonly StoredNode[]): string {
  const takers = nodes.filter(({ input }) => input.includes(name));
  return takers.length === 1 && takers[0]!.opType === 'Relu' ? takers[0]!.output[0]! : name;
}

/** Logits stay as exact as the last product makes them. */
const isAnswer = (name: string, nodes: readonly StoredNode[]): boolean =>
  nodes.some(({ opType, input, output }) => opType === 'Identity' && input[0] === name && output[0] === 'logits');

function scaleOf({ least, most }: Range): Scale {
  const scale = Math.max(most - least, 1e-6) / MOST_ACTIVATION;
  return { scale, zero: Math.round(-least / scale) };
}

/** Writes the weights as bytes with a scale per filter (a convolution's first axis, a matrix's last); returns the scales. */
function quantiseWeight({ opType }: StoredNode, weight: StoredTensor, tensors: StoredTensor[], nodes: StoredNode[]): Float32Array {
  const axis = opType === 'Conv' ? 0 : 1;
  const values = floatsOf(weight);
  const filters = weight.dims[axis]!;
  const filterOf = (i: number): number => (axis === 0 ? Math.floor(i / (values.length / filters)) : i % filters);
  const scales = new Float32Array(filters).fill(1e-8);
  values.forEach((value, i) => (scales[filterOf(i)] = Math.max(scales[filterOf(i)]!, Math.abs(value) / MOST_WEIGHT)));
  const name = weight.name;
  tensors.push(
    tensorOf(
      `${name}:bytes`,
      'int8',
      values.map((value, i) => Math.round(value / scales[filterOf(i)]!)),
      weight.dims,
    ),
  );
  tensors.push(
    tensorOf(`${name}:scale`, 'float32', scales, [filters]),
    tensorOf(`${name}:zero`, 'int8', new Int8Array(filters), [filters]),
  );
  nodes.push(nodeOf('DequantizeLinear', [`${name}:bytes`, `${name}:scale`, `${name}:zero`], `${name}:rounded`, axis));
  return scales;
}

/** A bias has the scale of the sums that it is added to. */
function quantiseBias(
  { name, ...bias }: StoredTensor,
  filters: Float32Array,
  input: number,
  tensors: StoredTensor[],
  nodes: StoredNode[],
): void {
  const scales = filters.map((scale) => scale * input);
  const values = Array.from(floatsOf({ name, ...bias }), (value, i) => Math.round(value / scales[i]!));
  tensors.push(tensorOf(`${name}:sums`, 'int32', values, [values.length]), tensorOf(`${name}:scale`, 'float32', scales, [values.length]));
  tensors.push(tensorOf(`${name}:zero`, 'int32', new Int32Array(values.length), [values.length]));
  nodes.push(nodeOf('DequantizeLinear', [`${name}:sums`, `${name}:scale`, `${name}:zero`], `${name}:rounded`, 0));
}

function nodeOf(opType: string, input: string[], output: string, axis?: number): StoredNode {
  const attribute = axis === undefined ? [] : [{ name: 'axis', i: axis, type: attributeTypes.int }];
  return { opType, name: output, input, output: [output], attribute };
}
