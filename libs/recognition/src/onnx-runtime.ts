// The only place that loads ONNX Runtime.
import './no-telemetry';

export { InferenceSession, Tensor, env } from 'onnxruntime-node';
