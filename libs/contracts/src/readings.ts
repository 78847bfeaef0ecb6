import { z } from 'zod';
import { MAX_GLYPHS, MAX_SEPARATORS } from './reading-limits';
import { durationMs, pixels, probability } from './scalars';

/** What to do with a reading: take it, show it to a person, or say that there is no digit. */
export const decision = z.enum(['accept', 'review', 'reject']);
export type Decision = z.infer<typeof decision>;

export const box = z.object({ x: pixels, y: pixels, width: pixels, height: pixels });

/** Why the decision is what it is: `unsure_digit` and `unsure_parting` name what the doubt is about most. */
export const reason = z.enum(['sure', 'unsure_digit', 'unsure_parting', 'unmet_constraint', 'no_digit']);

/** How a digit is written. */
export const descriptors = z.object({
  /** Mean width of its strokes in shares of its height. */
  strokeWidth: z.number().min(0),
  /** Lean of its upright strokes in degrees, to the right positive. */
  slant: z.number().min(-90).max(90),
  /** Width by height. */
  aspect: z.number().min(0),
  /** Share of its box that is ink. */
  inkShare: probability,
  /** Closed loops. */
  loops: z.number().int().min(0),
});
export type Descriptors = z.infer<typeof descriptors>;

/** Digits of one image that are explained, the first in the order of reading: each takes about a hundred runs of the network. */
export const MOST_EXPLAINED = 16;

/** What in a digit's 28x28 picture speaks for its label. */
export const explanation = z.object({
  /** Row by row, 0 to 1: how much less sure the network is when the surroundings of that point are blank. */
  map: z.array(probability).length(784),
  /** The most similar digits that this installation holds with a label of a person's; absent where it holds none. */
  examples: z
    .array(z.object({ imageUrl: z.string().max(500), label: z.string().max(8), distance: z.number().min(0) }))
    .max(8)
    .optional(),
});
export type Explanation = z.infer<typeof explanation>;

export const readGlyph = z.object({
  label: z.string().min(1).max(8),
  /** The label as a number, when the label is a digit. */
  digit: z.number().int().min(0).max(9).nullable(),
  confidence: probability,
  /** One per label of the model, in the order of the model's card. */
  probabilities: z.array(probability).min(2).max(512),
  /** Both are absent from readings of earlier versions. */
  runnerUp: z.string().min(1).max(8).optional().describe('The likeliest label beside the one that is read.'),
  margin: z
    .number()
    .min(-1)
    .max(1)
    .optional()
    .describe('How much likelier the label is than `runnerUp`; below 0 where constraints rule out the likelier one.'),
  box,
  row: z.number().int().min(0),
  descriptors: descriptors.optional(),
  /** Only when it was asked for. */
  explanation: explanation.optional(),
});
export type ReadGlyph = z.infer<typeof readGlyph>;

/** Another text that may stand there, with the chance that it does. */
export const alternative = z.object({ text: z.string().max(4096), confidence: probability });
export type Alternative = z.infer<typeof alternative>;

/** A mark that is no digit: a point, a comma, a hyphen; `¤` is a sign as high as digits, such as a currency mark, or a word. */
export const separator = z.object({
  symbol: z.string().min(1).max(16),
  box,
  row: z.number().int().min(0),
  /** Index of the glyph before it in the order of reading; -1 when it comes first. */
  after: z.number().int().min(-1),
});
export type Separator = z.infer<typeof separator>;

/** `accurate`: several views of each digit, and every network that the model has, instead of one; slower. */
export const readMode = z.enum(['fast', 'accurate']);
export type ReadMode = z.infer<typeof readMode>;

/** What one model version said of one image. `text` is null and `glyphs` empty when it is rejected. */
export const reading = z.object({
  text: z.string().max(4096).nullable(),
  confidence: probability,
  decision,
  glyphs: z.array(readGlyph).max(MAX_GLYPHS),
  /** Best first, without the text itself; readings of earlier versions have none of what follows. */
  alternatives: z.array(alternative).max(5).optional(),
  /** What stands there regardless of the constraints; only when constraints were given. */
  unconstrained: alternative.optional(),
  separators: z.array(separator).max(MAX_SEPARATORS).optional(),
  reason: reason.optional(),
  mode: readMode.optional(),
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
