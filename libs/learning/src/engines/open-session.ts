import { existsSync } from 'node:fs';
import { startOn, type Device } from '@numera/recognition';
import { GLYPH_SIZE } from '@numera/vision';
import { parametersOf, type Network } from '../network';
import { randomFrom } from '../strokes/random';
import { openGradientSession, type GradientSession } from '../training/gradient-session';
import { initialWeights } from '../training/initial-weights';
import { openParallelSession, workerScript } from '../training/parallel-session';
import type { Teaching } from '../training/targets';
import type { Weights } from '../weights';
import { loadTensorflow } from './load-tensorflow';
import { tensorflowStates } from './tensorflow';
import type { Tf } from './tensorflow-layers';
import { openTensorflowSession } from './tensorflow-session';

/** What computes gradients. Models are ONNX whichever learned them. */
export const ENGINES = ['onnx', 'tensorflow'] as const;
export type Engine = (typeof ENGINES)[number];

export interface EngineSettings {
  /** Default: onnx. */
  readonly engine?: Engine;
  /** Default: cpu, whose results repeat bit for bit. */
  readonly device?: Device;
  /** Cores to use, each batch shared out among as many threads; default 2. One on a graphics card; TensorFlow takes all there are. */
  readonly threads?: number;
  /** Told in one line what computes, where that is not ONNX Runtime on the CPU, or why it is not what was asked for. */
  readonly onEngine?: (line: string) => void;
}

/** Opens a session that computes the gradients of `network` at `weights` on the wanted engine. Throws EngineError when it is not there. */
export async function openSession(
  network: Network,
  weights: Weights,
  teaching: Teaching,
  { engine = 'onnx', device = 'cpu', threads = 2, onEngine }: EngineSettings,
): Promise<GradientSession> {
  if (engine === 'tensorflow') {
    const states = (await tensorflowStates()).filter(({ name }) => device !== 'cpu' || !name.endsWith('-gpu'));
    const { tf, line } = await loadTensorflow(states, (candidate) => tryOut(candidate, network));
    onEngine?.(line);
    return openTensorflowSession(tf, network, weights, teaching);
  }
  const { started, provider } = await startOn({ device, onFallback: onEngine ?? (() => undefined) }, (provider) => {
    if (provider === 'cuda') return openGradientSession(network, weights, 1, teaching, 'cuda');
    const canShare = threads > 1 && existsSync(workerScript);
    return (canShare ? openParallelSession : openGradientSession)(network, weights, threads, teaching);
  });
  if (provider === 'cuda') onEngine?.('ONNX Runtime on CUDA');
  return started;
}

/** One gradient of one blank glyph: whether a backend knows every operation that a network needs. */
async function tryOut(tf: Tf, network: Network): Promise<void> {
  const random = randomFrom(1);
  const session = await openTensorflowSession(tf, network, initialWeights(parametersOf(network), 'glorotUniform', random));
  await session.compute({ count: 1, pixels: new Uint8Array(GLYPH_SIZE), classes: Uint8Array.of(0), augmentation: null }, random);
}
