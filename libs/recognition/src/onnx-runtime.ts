// The only place that loads ONNX Runtime.
import './no-telemetry';
import { InferenceSession } from 'onnxruntime-node';
import type { Provider } from './device';

export { InferenceSession, Tensor, env } from 'onnxruntime-node';

/** Starts a session of one device; `threads` for one run, 1 because a service has many sessions and other work. */
export function createSession(onnx: Uint8Array, provider: Provider, threads = 1): Promise<InferenceSession> {
  return InferenceSession.create(onnx, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    // A thread of the pool that waits by spinning takes the core from the decoder, the database and the other workers.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
}
