import { createRequire } from 'node:module';
import { join, dirname } from 'node:path';
import type { TensorflowState } from './tensorflow';
import type { Tf } from './tensorflow-layers';

/** The engine that was asked for is not there; the message says what brings it. */
export class EngineError extends Error {}

/** One form of TensorFlow.js, ready to compute. */
export interface LoadedTensorflow {
  readonly tf: Tf;
  /** What it is, why it is not a faster one, and what would bring that. */
  readonly line: string;
}

const require_ = createRequire(__filename);

/**
 * Loads the last of `states` that can be used, which is the fastest; plain JavaScript on WebAssembly where that backend is installed and can do
 * `trial`. Throws EngineError when none can be used.
 */
export async function loadTensorflow(states: readonly TensorflowState[], trial: (tf: Tf) => Promise<void>): Promise<LoadedTensorflow> {
  const usable = states.findLast(({ isUsable }) => isUsable);
  if (usable === undefined || !usable.isUsable) throw new EngineError(`the engine tensorflow is not installed: ${remedyOf(states)}`);
  // TensorFlow's C library greets whoever loads it with several lines about the processor.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  const tf = require_(usable.name) as Tf;
  const form = `TensorFlow.js ${usable.version}`;
  if (usable.name !== '@tensorflow/tfjs') return { tf, line: `${form} on ${usable.name.replace('@tensorflow/', '')}` };
  const why = `without its native library (${remedyOf(states)})`;
  if (await startWasm(tf, trial)) return { tf, line: `${form} on WebAssembly, ${why}` };
  await tf.setBackend('cpu');
  return { tf, line: `${form} in plain JavaScript, some fifty times slower than the engine onnx, ${why}` };
}

function remedyOf(states: readonly TensorflowState[]): string {
  const native = states.find(({ name }) => name === '@tensorflow/tfjs-node');
  return native === undefined || native.isUsable ? '`numera doctor` says more' : `${native.reason}; ${native.remedy}`;
}

/** Whether the WebAssembly backend is installed and has every kernel that `trial` needs. */
async function startWasm(tf: Tf, trial: (tf: Tf) => Promise<void>): Promise<boolean> {
  try {
    const script = require_.resolve('@tensorflow/tfjs-backend-wasm');
    const wasm = require_(script) as { setWasmPaths(folder: string): void };
    wasm.setWasmPaths(join(dirname(script), '/'));
    await tf.setBackend('wasm');
    await tf.ready();
    await trial(tf);
    return true;
  } catch {
    return false;
  }
}
