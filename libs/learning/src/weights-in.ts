import { elementTypes } from './onnx/schema';
import { floatsOf, readGraph } from './onnx/stored-graph';
import type { Weights } from './weights';

/** The float32 tensors inside an `.onnx` file by name: where fine-tuning starts from. Throws DatasetError for bytes that are no model. */
export function weightsIn(onnx: Uint8Array): Weights {
  const tensors = readGraph(onnx).graph.initializer.filter(({ dataType }) => dataType === elementTypes.float32);
  return new Map(tensors.map((tensor) => [tensor.name, floatsOf(tensor)]));
}
