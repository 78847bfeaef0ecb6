import { env } from './onnx-runtime';
import { hasCudaLibrary } from './cuda-library';

/** What is installed of ONNX Runtime; whether CUDA also starts, only opening a model with `device: 'cuda'` tells. */
export interface RuntimeFacts {
  readonly version: string;
  readonly hasCudaLibrary: boolean;
  /** The command that installs CUDA's library, which the npm package does not bring. */
  readonly cudaRemedy: string;
}

/** The ONNX Runtime of this process. */
export function runtimeFacts(): RuntimeFacts {
  return {
    version: env.versions.node ?? env.versions.common,
    hasCudaLibrary: hasCudaLibrary(),
    cudaRemedy: 'npm rebuild onnxruntime-node --onnxruntime-node-install=cuda12',
  };
}
