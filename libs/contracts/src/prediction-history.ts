import { z } from 'zod';
import { prediction } from './predictions';
import { decision } from './readings';
import { isoTime, probability } from './scalars';

/** Query of `GET /api/v1/predictions`: one's own predictions in the workspace, newest first. */
export const predictionListQuery = z.object({
  /** Part of what was read. */
  text: z.string().max(200).optional(),
  from: isoTime.optional(),
  /** Exclusive. */
  to: isoTime.optional(),
  decision: decision.optional(),
  minConfidence: z.coerce.number().pipe(probability).optional(),
  maxConfidence: z.coerce.number().pipe(probability).optional(),
  cursor: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PredictionListQuery = z.output<typeof predictionListQuery>;

/** A prediction in the list: without its glyphs, which `GET /api/v1/predictions/{id}` gives. */
export const predictionSummary = prediction.pick({
  id: true,
  status: true,
  text: true,
  confidence: true,
  decision: true,
  model: true,
  createdAt: true,
  completedAt: true,
  error: true,
});
export type PredictionSummary = z.infer<typeof predictionSummary>;
