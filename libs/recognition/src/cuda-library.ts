import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Whether ONNX Runtime's CUDA library is installed. It does not come with the npm package, and asking ONNX Runtime for a provider that is
 * not there writes an error to the terminal before it fails.
 */
export function hasCudaLibrary(): boolean {
  const name = process.platform === 'win32' ? 'onnxruntime_providers_cuda.dll' : 'libonnxruntime_providers_cuda.so';
  const bin = join(dirname(createRequire(__filename).resolve('onnxruntime-node/package.json')), 'bin');
  return existsSync(bin) && readdirSync(bin).some((api) => existsSync(join(bin, api, process.platform, process.arch, name)));
}
