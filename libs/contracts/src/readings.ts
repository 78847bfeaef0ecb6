import { z } from 'zod';
import { durationMs, pixels, probability } from './scalars';

/** What to do with a reading: take it, show it to a person, or say that there is no digit. */
export const decision = z.enum(['accept', 'review', 'reject']);
export type Decision = z.infer<typeof decision>;

export const box = z.object({ x: pixels, y: pixels, width: pixels, height: pixels });
export type BoxOf = z.infer<typeof box>;

export const readGlyph = z.object({
  label: z.string().min(1).max(8),
  /** The label as a number, when the label is a digit. */
  digit: z.number().int().min(0).max(9).nullable(),
  confidence: probability,
  /** One per label of the model, in the order of the model's card. */
  probabilities: z.array(probability).min(2).max(512),
  box,
  row: z.number().int().min(0),
});
export type ReadGlyph = z.infer<typeof readGlyph>;

/** What one model version said of one image. `text` is null and `glyphs` empty when it is rejected. */
export const reading = z.object({
  text: z.string().max(4096).nullable(),
  confidence: probability,
  decision,
  glyphs: z.array(readGlyph).max(1024),
});
export type Reading = z.infer<typeof reading>;

/** Why an image could not be read. Codes are stable; sentences are for people. */
export const failure = z.object({ code: z.string().regex(/^[a-z][a-z_]{1,40}$/), message: z.string().max(500) });
export type Failure = z.infer<typeof failure>;

export const stageTimings = z.object({ queueMs: durationMs, decodeMs: durationMs, inferMs: durationMs });
export type StageTimings = z.infer<typeof stageTimings>;

/** What a worker reports for one item of a `recognise` job. */
export const outcome = z.discriminatedUnion('status', [
  z.object({ status: z.literal('done'), predictionId: z.uuid(), reading, timings: stageTimings }),
  z.object({ status: z.literal('failed'), predictionId: z.uuid(), error: failure, timings: stageTimings }),
]);
export type Outcome = z.infer<typeof outcome>;
