import { z } from 'zod';
import { decision, failure, readGlyph } from './readings';
import { durationMs, isoTime, modelVersion, probability } from './scalars';

export const predictionStatus = z.enum(['pending', 'done', 'failed']);

/** The body of `POST /api/v1/predictions` and `GET /api/v1/predictions/{id}`. */
export const prediction = z.object({
  id: z.uuid(),
  status: predictionStatus,
  /** What was read: digits with leading zeros, rows joined by newline. Null while pending, when failed or rejected. */
  text: z.string().nullable(),
  confidence: probability.nullable(),
  decision: decision.nullable(),
  glyphs: z.array(readGlyph),
  model: modelVersion.nullable(),
  createdAt: isoTime,
  completedAt: isoTime.nullable(),
  timings: z.object({ queueMs: durationMs, decodeMs: durationMs, inferMs: durationMs, totalMs: durationMs }).nullable(),
  error: failure.nullable(),
  /** Given once, to an anonymous caller: what reading this prediction again requires. */
  token: z.string().optional(),
});
export type Prediction = z.infer<typeof prediction>;

/** JSON body of a request to read an image. */
export const predictionRequest = z.object({
  /** A data URL or bare base64 of the image's bytes. */
  image: z.string().min(1),
});

export const predictionQuery = z.object({
  /** How long to wait for the answer before 202, ms. */
  wait: z.coerce.number().int().min(0).max(30_000).default(5_000),
  /** `single`: the image shows one digit, whatever it looks like; `auto`: as many as are there. */
  layout: z.enum(['auto', 'single']).default('auto'),
});
