// A thread that computes the gradients of its part of each batch; see parallel-session.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { parseLayer } from '../layers/catalogue';
import type { LayerSpec } from '../layers/layer';
import { parametersOf } from '../network';
import { randomFrom } from '../strokes/random';
import type { Batch } from './batches';
import { openGradientSession } from './gradient-session';
import { viewsOf, writeFlat } from './shards';
import type { Teaching } from './targets';

export interface WorkerSetup {
  readonly network: readonly LayerSpec[];
  readonly teaching: Teaching;
  /** The weights as they are now; written by the main thread between two batches. */
  readonly weights: SharedArrayBuffer;
  /** Where this thread leaves its gradients. */
  readonly gradients: SharedArrayBuffer;
}

export type WorkerOrder = { readonly batch: Batch; readonly seed: number } | 'close';

export interface WorkerAnswer {
  readonly loss: number;
  readonly logits: Float32Array;
}

async function work({ network, teaching, weights, gradients }: WorkerSetup): Promise<void> {
  const layers = network.map(parseLayer);
  const parameters = parametersOf(layers);
  // ONNX Runtime wants memory that is this thread's own.
  const own = new Float32Array(weights.byteLength / Float32Array.BYTES_PER_ELEMENT);
  const shared = { weights: new Float32Array(weights), gradients: new Float32Array(gradients) };
  const session = await openGradientSession(layers, viewsOf(parameters, own), 1, teaching);
  const answer = async (order: WorkerOrder): Promise<void> => {
    if (order === 'close') {
      await session.close();
      parentPort?.close();
      return;
    }
    own.set(shared.weights);
    const slopes = await session.compute(order.batch, randomFrom(order.seed));
    writeFlat(slopes.gradients, shared.gradients);
    parentPort?.postMessage({ loss: slopes.loss, logits: slopes.logits } satisfies WorkerAnswer);
  };
  // A failure ends the thread, and with it the training: the main thread hears of it as the worker's `error`.
  parentPort?.on('message', (order: WorkerOrder) => void answer(order).catch(fail));
}

function fail(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}

work(workerData as WorkerSetup).catch(fail);
