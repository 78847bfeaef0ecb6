import { fuseConvolutions, type Node } from './fuse';
import { attributeTypes, elementTypes, modelProto } from './schema';

/** Name of a tensor in a graph. */
export type Name = string;

/** A size, or the name of one that varies from run to run. */
export type Dimension = number | string;

export type Attribute = number | string | readonly number[] | { readonly float: number };

// Opset 17 is the newest that IR version 8 holds; every ONNX Runtime since 1.12 loads it.
const OPSET = 17;
const IR_VERSION = 8;

/** An ONNX graph under construction: nodes are added in the order in which they compute. */
export class Graph {
  private readonly nodes: Node[] = [];
  private readonly inputs: object[] = [];
  private readonly outputs: object[] = [];
  private readonly initializers: object[] = [];
  private readonly integers = new Map<string, Name>();
  private readonly domains = new Set<string>();
  private readonly renamed = new Map<Name, Name>();
  private count = 0;

  constructor(private readonly title: string) {}

  /** Declares a float32 input. */
  input(name: Name, shape: readonly Dimension[]): Name {
    this.inputs.push(valueInfo(name, shape));
    return name;
  }

  /** Makes a tensor an output of the graph under the name `name`. */
  output(name: Name, value: Name, shape: readonly Dimension[]): void {
    this.outputs.push(valueInfo(name, shape));
    const isMade = this.nodes.some(({ output }) => output.includes(value));
    // A value that a node makes takes the output's name; what comes in, or goes out twice, has to be copied.
    if (isMade && !this.renamed.has(value)) this.renamed.set(value, name);
    else this.nodes.push(nodeOf('Identity', [value], [name], {}));
  }

  /** A float32 tensor inside the file. */
  weights(name: Name, shape: readonly number[], values: Float32Array): Name {
    this.initializers.push(tensor(name, shape, elementTypes.float32, Buffer.from(values.buffer, values.byteOffset, values.byteLength)));
    return name;
  }

  /** A float32 scalar. */
  scalar(value: number): Name {
    return this.weights(this.fresh('scalar'), [], Float32Array.of(value));
  }

  /** A list of int64, such as a shape, axes or pads; equal lists are stored once. */
  ints(values: readonly number[]): Name {
    const key = values.join(',');
    const known = this.integers.get(key);
    if (known !== undefined) return known;
    const name = this.fresh('ints');
    this.initializers.push(tensor(name, [values.length], elementTypes.int64, Buffer.from(BigInt64Array.from(values, BigInt).buffer)));
    this.integers.set(key, name);
    return name;
  }

  /**
   * Adds a node with one output and returns that output's name. An empty input name leaves an optional input out; `domain` names operators
   * that are not ONNX's own.
   */
  op(type: string, inputs: readonly Name[], attributes: Readonly<Record<string, Attribute>> = {}, domain = ''): Name {
    const output = this.fresh(type);
    this.nodes.push(nodeOf(type, inputs, [output], attributes, domain));
    if (domain !== '') this.domains.add(domain);
    return output;
  }

  /** Adds a node with two outputs and returns both names. */
  pair(type: string, inputs: readonly Name[], attributes: Readonly<Record<string, Attribute>> = {}): [Name, Name] {
    const outputs: [Name, Name] = [this.fresh(type), this.fresh(type)];
    this.nodes.push(nodeOf(type, inputs, outputs, attributes));
    return outputs;
  }

  /** The bytes of the `.onnx` file. */
  encode(): Uint8Array {
    const graph = {
      name: this.title,
      node: fuseConvolutions(this.nodes).map((node) => this.withOutputNames(node)),
      initializer: this.initializers,
      input: this.inputs,
      output: this.outputs,
    };
    const opsetImport = [{ domain: '', version: OPSET }, ...[...this.domains].map((domain) => ({ domain, version: 1 }))];
    return modelProto.encode({ irVersion: IR_VERSION, producerName: 'numera', graph, opsetImport }).finish();
  }

  private withOutputNames(node: Node): Node {
    const rename = (name: Name): Name => this.renamed.get(name) ?? name;
    return { ...node, input: node.input.map(rename), output: node.output.map(rename) };
  }

  private fresh(type: string): Name {
    return `${type}_${this.count++}`;
  }
}

function nodeOf(
  opType: string,
  input: readonly Name[],
  output: readonly Name[],
  attributes: Readonly<Record<string, Attribute>>,
  domain = '',
): Node {
  const attribute = Object.entries(attributes).map(([name, value]) => attributeOf(name, value));
  return { opType, input, output, name: output[0], attribute, domain };
}

function attributeOf(name: string, value: Attribute) {
  if (typeof value === 'number') return { name, i: value, type: attributeTypes.int };
  if (typeof value === 'string') return { name, s: Buffer.from(value), type: attributeTypes.string };
  if ('float' in value) return { name, f: value.float, type: attributeTypes.float };
  return { name, ints: value, type: attributeTypes.ints };
}

function valueInfo(name: Name, shape: readonly Dimension[]) {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: elementTypes.float32, shape: { dim } } } };
}

function tensor(name: Name, dims: readonly number[], dataType: number, rawData: Uint8Array) {
  return { name, dims, dataType, rawData };
}
