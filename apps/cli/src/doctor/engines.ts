import { tensorflowStates } from '@numera/learning';
import type { Config } from '@numera/config';
import { openModel, runtimeFacts } from '@numera/recognition';
import type { Device, ModelFiles, RuntimeFacts } from '@numera/recognition';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { found, missing } from './finding';
import type { Finding, Section } from './finding';

/** Names and memory of the NVIDIA cards that the driver knows; null without a driver. */
async function graphicsCards(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', ['--query-gpu=name,memory.total', '--format=csv,noheader'], {
      timeout: 10_000,
    });
    return stdout.trim().replaceAll('\n', '; ') || null;
  } catch {
    return null;
  }
}

/** The whole chain of reasons of an error in one line: the first sentence alone hides what ONNX Runtime said. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error.cause === undefined ? '' : `: ${reasonOf(error.cause)}`;
  return `${error.message.split('\n')[0] ?? ''}${inner}`;
}

/** Reads one blank glyph on a device: the only proof that it works. */
async function proof(files: ModelFiles, device: Device): Promise<{ ms: number } | { reason: string }> {
  const startedAt = performance.now();
  try {
    const model = await openModel(files, { device });
    await model.close();
    return { ms: performance.now() - startedAt };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

async function cpuFinding(files: ModelFiles | null, { version }: RuntimeFacts): Promise<Finding> {
  if (files === null) return found('onnx-cpu', `ONNX Runtime ${version} (not tried: there is no model to try it with)`, true);
  const tried = await proof(files, 'cpu');
  if ('reason' in tried) return missing('onnx-cpu', `ONNX Runtime ${version}: ${tried.reason}`, true);
  return found('onnx-cpu', `ONNX Runtime ${version}, first answer after ${Math.round(tried.ms)} ms`, true);
}

async function cudaFinding(files: ModelFiles | null, facts: RuntimeFacts, { NUMERA_DEVICE }: Config): Promise<Finding> {
  const isNeeded = NUMERA_DEVICE === 'cuda';
  const cards = await graphicsCards();
  if (cards === null) {
    return missing(
      'onnx-cuda',
      'no NVIDIA driver answers (nvidia-smi)',
      isNeeded,
      isNeeded ? 'NUMERA_DEVICE=auto, or a GPU with its driver' : undefined,
    );
  }
  if (!facts.hasCudaLibrary)
    return missing('onnx-cuda', `${cards}, but ONNX Runtime's CUDA library is not installed`, isNeeded, facts.cudaRemedy);
  const tried = files === null ? { reason: 'there is no model to try it with' } : await proof(files, 'cuda');
  return 'reason' in tried
    ? missing('onnx-cuda', `${cards}: ${tried.reason}`, isNeeded, 'CUDA 12 and cuDNN 9 on the library path')
    : found('onnx-cuda', `${cards}, first answer after ${Math.round(tried.ms)} ms`, isNeeded);
}

/** The engines: ONNX Runtime, proved by an answer on each device, and the forms of TensorFlow.js. */
export async function enginesSection(files: ModelFiles | null, config: Config): Promise<Section> {
  const facts = runtimeFacts();
  const tensorflow = (await tensorflowStates()).map((state): Finding => {
    const name = state.name.replace('@tensorflow/', '');
    return state.isUsable ? found(name, `TensorFlow.js ${state.version}`) : missing(name, state.reason, false, state.remedy);
  });
  return { title: 'Engines', findings: [await cpuFinding(files, facts), await cudaFinding(files, facts, config), ...tensorflow] };
}
