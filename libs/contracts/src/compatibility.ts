import { z } from 'zod';
import { probability } from './scalars';

/** Answers of the earlier applications' addresses. */
export const compatiblePrediction = z.object({
  prediction: z.number().int().min(0).max(9),
  probability,
  confidence: probability,
  status: z.literal('success'),
});
export const compatibleRecognition = z.object({
  prediction: z.number().int().min(0).max(9),
  confidence: probability,
  status: z.literal('success'),
});
export const compatibleError = z.object({ status: z.literal('error'), error: z.string() });
