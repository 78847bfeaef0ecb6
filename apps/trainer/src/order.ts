import type { JobData, TrainingProgress } from '@numera/contracts';

/** What the child is told to do. */
export interface TrainingOrder extends Pick<JobData<'train'>, 'recipe' | 'dataset' | 'seed' | 'epochs' | 'limit'> {
  /** Folder of MNIST's files, where there is one. */
  readonly mnist: string | undefined;
  readonly threads: number;
  readonly device?: 'auto' | 'cpu' | 'cuda';
  /** What an earlier try of the same run left; null: nothing. */
  readonly checkpoint?: Uint8Array | null;
}

/** What the child tells. */
export type TrainingNews =
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  /** All that is needed to go on from the epoch just reported. */
  | { readonly type: 'checkpoint'; readonly bytes: Uint8Array }
  /** A line for the log: a device or a checkpoint that cannot be used, training that diverged. */
  | { readonly type: 'noted'; readonly line: string }
  | { readonly type: 'trained'; readonly version: string; readonly sha256: string; readonly onnx: Uint8Array; readonly card: Uint8Array }
  /** The order can not be carried out, however often it is tried. */
  | { readonly type: 'refused'; readonly code: string; readonly message: string }
  | { readonly type: 'broken'; readonly message: string };
