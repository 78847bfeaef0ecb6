import { z } from 'zod';
import { trainingData, trainingProgress } from './jobs';
import { failure } from './readings';
import { isoTime, modelVersion } from './scalars';

/** Body of `POST /api/v1/training-runs`. */
export const trainingRunRequest = z.object({
  /** A recipe's name, or the recipe itself. */
  recipe: z.union([z.string().min(1).max(80), z.record(z.string(), z.unknown())]).default('s1'),
  dataset: trainingData.default('auto'),
  seed: z.number().int().min(0).max(2_147_483_647).default(1),
  epochs: z.number().int().min(1).max(1000).optional(),
  /** Only the first n images: for a quick look. */
  limit: z.number().int().min(100).max(1_000_000).optional(),
});
export type TrainingRunRequest = z.infer<typeof trainingRunRequest>;

export const trainingRun = z.object({
  id: z.uuid(),
  status: z.enum(['pending', 'running', 'done', 'failed']),
  recipe: z.unknown(),
  dataset: z.string(),
  seed: z.number().int(),
  progress: trainingProgress.nullable(),
  /** The candidate it made. */
  model: modelVersion.nullable(),
  error: failure.nullable(),
  createdAt: isoTime,
  completedAt: isoTime.nullable(),
});
export type TrainingRun = z.infer<typeof trainingRun>;
