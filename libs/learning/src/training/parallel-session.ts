import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { parametersOf, type Network } from '../network';
import type { Random } from '../strokes/random';
import type { Weights } from '../weights';
import type { Batch } from './batches';
import { openGradientSession, type GradientSession, type Slopes } from './gradient-session';
import type { WorkerAnswer, WorkerOrder, WorkerSetup } from './gradient-worker';
import { cutBatch, joinSlopes, viewsOf, writeFlat } from './shards';
import type { Teaching } from './targets';

/** The compiled thread. A Worker cannot run TypeScript, so the sources alone (under a test runner) have none. */
export const workerScript = join(__dirname, 'gradient-worker.js');

/**
 * A gradient session that shares each batch out among `threads` threads, this one included, each with a session of its own. Whole parts of a
 * batch in parallel beat ONNX Runtime's own threads, which meet after every operation.
 */
export async function openParallelSession(
  network: Network,
  weights: Weights,
  threads: number,
  teaching: Teaching = {},
): Promise<GradientSession> {
  const parameters = parametersOf(network);
  const bytes = parameters.reduce((sum, { size }) => sum + size, 0) * Float32Array.BYTES_PER_ELEMENT;
  const shared = new SharedArrayBuffer(bytes);
  // First, so that what cannot be opened starts no threads.
  const own = await openGradientSession(network, weights, 1, teaching);
  const helpers = Array.from({ length: threads - 1 }, () => helper(network, shared, new SharedArrayBuffer(bytes)));
  const flat = new Float32Array(shared);
  const joined = viewsOf(parameters, new Float32Array(flat.length));
  // Map order is the order of the parameters: initialWeights and viewsOf both follow it, fine-tuning's weights may not.
  const ordered: Weights = new Map(parameters.map(({ id }) => [id, weights.get(id)!]));

  return {
    async compute(batch, random) {
      writeFlat(ordered, flat);
      const [first, ...rest] = cutBatch(batch, threads);
      if (first === undefined) throw new RangeError('an empty batch has no gradient');
      const asked = rest.map((part, i) => helpers[i]!.ask(part, seedFrom(random)));
      const mine = own.compute(first, random);
      const answers = await Promise.all([mine, ...asked]);
      return joinSlopes(
        answers.map((slopes, i) => ({ ...slopes, count: [first, ...rest][i]!.count })),
        joined,
      );
    },
    async close() {
      await Promise.all([own.close(), ...helpers.map(({ close }) => close())]);
    },
  };

  function helper(layers: Network, values: SharedArrayBuffer, gradients: SharedArrayBuffer) {
    const workerData: WorkerSetup = { network: layers.map(({ spec }) => spec), teaching, weights: values, gradients };
    const worker = new Worker(workerScript, { workerData });
    const views = viewsOf(parameters, new Float32Array(gradients));
    const tell = (order: WorkerOrder): void => worker.postMessage(order);
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    // A thread may fail while nobody waits for it; unheard, its error would end the process.
    let failure: Error | undefined;
    worker.on('error', (error: Error) => (failure ??= error));
    return {
      async ask(batch: Batch, seed: number): Promise<Slopes> {
        if (failure !== undefined) throw failure;
        tell({ batch, seed });
        // `once` rejects when the worker ends with an error instead.
        const [answer] = (await once(worker, 'message')) as [WorkerAnswer];
        return { ...answer, gradients: views };
      },
      async close(): Promise<void> {
        tell('close');
        await ended;
      },
    };
  }
}

function seedFrom(random: Random): number {
  return Math.floor(random() * 2 ** 32);
}
