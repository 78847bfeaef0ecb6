import type { JobData, TrainingProgress } from '@numera/contracts';

/** What the child is told to do. */
export interface TrainingOrder extends Pick<JobData<'train'>, 'recipe' | 'dataset' | 'seed' | 'epochs' | 'limit'> {
  /** Folder of MNIST's files, where there is one. */
  readonly mnist: string | undefined;
  readonly threads: number;
}

/** What the child tells. */
export type TrainingNews =
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'trained'; readonly version: string; readonly sha256: string; readonly onnx: Uint8Array; readonly card: Uint8Array }
  /** The order can not be carried out, however often it is tried. */
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  | { readonly type: 'broken'; readonly message: string };
