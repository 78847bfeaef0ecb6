import { DatasetError } from '../data/idx';
import { elementTypes, modelProto } from './schema';

/** An `.onnx` file as plain data, to be written anew with some of it changed. */
export interface StoredModel {
  graph: {
    node: StoredNode[];
    initializer: StoredTensor[];
    output: { name: string; type?: object }[];
    [other: string]: unknown;
  };
  [other: string]: unknown;
}
export interface StoredNode {
  opType: string;
  name?: string;
  input: string[];
  output: string[];
  attribute?: object[];
}
export interface StoredTensor {
  name: string;
  dims: number[];
  dataType: number;
  rawData: Uint8Array;
}

/** The model of some bytes; throws DatasetError for bytes that are none. */
export function readGraph(onnx: Uint8Array): StoredModel {
  try {
    const model = modelProto.toObject(modelProto.decode(onnx), { longs: Number, arrays: true }) as Partial<StoredModel>;
    if (model.graph === undefined) throw new RangeError('there is no graph');
    return { ...model, graph: model.graph };
  } catch (error) {
    throw new DatasetError('these bytes are not an ONNX model', { cause: error });
  }
}

export const writeGraph = (model: StoredModel): Uint8Array => modelProto.encode(model).finish();

/** The values of a float32 tensor. */
export const floatsOf = ({ rawData }: StoredTensor): Float32Array => new Float32Array(Uint8Array.from(rawData).buffer);

const KINDS = { float32: Float32Array, uint8: Uint8Array, int8: Int8Array, int32: Int32Array } as const;

/** A tensor of some values; no `dims` is a scalar. */
export function tensorOf(
  name: string,
  kind: keyof typeof KINDS,
  values: readonly number[] | ArrayLike<number>,
  dims: number[] = [],
): StoredTensor {
  const data = KINDS[kind].from(values);
  return { name, dims, dataType: elementTypes[kind], rawData: new Uint8Array(data.buffer) };
}
