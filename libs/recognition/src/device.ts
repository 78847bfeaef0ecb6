import { hasCudaLibrary } from './cuda-library';

/** Where a session computes. `auto` takes CUDA when its library is installed and starts, else the CPU. */
export type Device = 'auto' | 'cpu' | 'cuda';
/** Where it really does, as ONNX Runtime's execution providers are called. */
export type Provider = 'cpu' | 'cuda';

export interface DeviceSettings {
  readonly device?: Device;
  /** Told in one line when the CPU computes though CUDA was asked for or found. Without it, `cuda` that cannot be used is an error. */
  readonly onFallback?: (line: string) => void;
}

/** Starts something on the wanted device, on the CPU where CUDA fails and that may be. Throws what the last try threw. */
export async function startOn<T>(
  { device = 'auto', onFallback }: DeviceSettings,
  start: (provider: Provider) => Promise<T>,
): Promise<{ readonly started: T; readonly provider: Provider }> {
  if (device === 'cuda' || (device === 'auto' && hasCudaLibrary())) {
    try {
      return { started: await start('cuda'), provider: 'cuda' };
    } catch (error) {
      if (device === 'cuda' && onFallback === undefined) throw error;
      onFallback?.(`CUDA cannot be used here, so the CPU computes: ${sentenceOf(error)}`);
    }
  }
  return { started: await start('cpu'), provider: 'cpu' };
}

/** What ONNX Runtime says over many lines, in one. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').trim().slice(0, 300);
}
