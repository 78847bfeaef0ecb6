import { DatasetError } from './data/idx';
import { elementTypes, modelProto } from './onnx/schema';
import type { Weights } from './weights';

interface StoredTensor {
  readonly name: string;
  readonly dataType: number;
  readonly rawData: Uint8Array;
}

/** The float32 tensors inside an `.onnx` file by name: where fine-tuning starts from. Throws DatasetError for bytes that are no model. */
export function weightsIn(onnx: Uint8Array): Weights {
  try {
    const model = modelProto.toObject(modelProto.decode(onnx), { arrays: true }) as { graph?: { initializer: readonly StoredTensor[] } };
    const tensors = (model.graph?.initializer ?? []).filter(({ dataType }) => dataType === elementTypes.float32);
    return new Map(tensors.map(({ name, rawData }) => [name, new Float32Array(Uint8Array.from(rawData).buffer)]));
  } catch (error) {
    throw new DatasetError('these bytes are not an ONNX model', { cause: error });
  }
}
