import { createHash } from 'node:crypto';
import { modelCard } from '@numera/contracts';
import { z } from 'zod';
import type { Weights } from '../weights';
import { decodeTensors, encodeTensors } from './safetensors';

/** A checkpoint that cannot be gone on from; the message says why. */
export class CheckpointError extends Error {}

const progress = z.object({
  v: z.literal(2),
  run: z.string(),
  /** That shared out each batch; other numbers of them round otherwise. */
  threads: z.number().int().positive(),
  epoch: z.number().int().positive(),
  steps: z.number().int().positive(),
  history: modelCard.shape.history,
  best: z.object({ epoch: z.number().int().positive(), loss: z.number() }),
});

/** All that a training run is at the end of an epoch. Chance is not in it: each epoch draws from a stream of its own. */
export interface RunState extends Omit<z.output<typeof progress>, 'v' | 'best'> {
  /** The best epoch so far and its serving graph. */
  readonly best: { readonly epoch: number; readonly loss: number; readonly onnx: Uint8Array };
  /** Weights, what the optimiser remembers, moving average: everything that a step changes, by name. */
  readonly tensors: Weights;
}

const BEST = 'best.onnx';

/** Names a run by all that decides its result, so that no run goes on from another's checkpoint. */
export function identityOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The bytes of a checkpoint: a safetensors file whose metadata tell how far the run is. */
export function encodeCheckpoint({ tensors, best: { onnx, ...best }, ...rest }: RunState): Uint8Array {
  return encodeTensors(new Map<string, Float32Array | Uint8Array>([...tensors, [BEST, onnx]]), {
    numera: JSON.stringify({ v: 2, ...rest, best } satisfies z.input<typeof progress>),
  });
}

/** Reads a checkpoint; throws CheckpointError for other bytes. */
export function decodeCheckpoint(bytes: Uint8Array): RunState {
  try {
    const { tensors, metadata } = decodeTensors(bytes);
    const { v: _, best, ...rest } = progress.parse(JSON.parse(metadata['numera'] ?? ''));
    const onnx = tensors.get(BEST);
    if (!(onnx instanceof Uint8Array)) throw new RangeError(`there is no ${BEST}`);
    const floats = [...tensors].filter((entry): entry is [string, Float32Array] => entry[1] instanceof Float32Array);
    return { ...rest, best: { ...best, onnx }, tensors: new Map(floats) };
  } catch (error) {
    throw new CheckpointError('the checkpoint is damaged or from another version of Numera; remove it to start afresh', { cause: error });
  }
}

/** Copies what a checkpoint holds into the lists of a run of the same kind; throws CheckpointError when they do not fit. */
export function restoreTensors(stored: Weights, live: Weights): void {
  for (const [name, list] of live) {
    const values = stored.get(name);
    if (values?.length !== list.length) throw new CheckpointError(`the checkpoint does not hold ${list.length} values for ${name}`);
    list.set(values);
  }
}
