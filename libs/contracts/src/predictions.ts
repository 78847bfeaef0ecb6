import { z } from 'zod';
import { disagreeing } from './agreement';
import { checksum, expectedLength, pattern, postcode } from './constraints';
import { rotate, type ReadOptions } from './read-options';
import { decision, failure, readGlyph, readMode, reading } from './readings';
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
  ...reading.pick({ alternatives: true, unconstrained: true, separators: true, reason: true, mode: true }).shape,
  /** Given once, to an anonymous caller: what reading this prediction again requires. */
  token: z.string().optional(),
});
export type Prediction = z.infer<typeof prediction>;

/** JSON body of a request to read an image. */
export const predictionRequest = z.object({
  /** A data URL or bare base64 of the image's bytes. */
  image: z.string().min(1),
});

const readQuery = z.object({
  /** `single`: the image shows one digit, whatever it looks like; `auto`: as many as are there. */
  layout: z.enum(['auto', 'single']).default('auto'),
  mode: readMode.optional(),
  expectedLength: expectedLength.optional(),
  pattern: pattern.optional(),
  checksum: checksum.optional(),
  postcode: postcode.optional(),
  rotate: rotate.optional(),
  explain: z.enum(['true', 'false']).optional(),
});

/** How an image is to be read, as the query says it. `fast`, no turn and no explanation are what happens anyway, and so left out. */
function optionsOf(query: z.output<typeof readQuery>): ReadOptions {
  const { layout, mode, expectedLength: length, pattern: places, checksum: check, postcode: country, rotate: turn, explain } = query;
  const constraints = {
    ...(length && { length }),
    ...(places && { pattern: places }),
    ...(check && { checksum: check }),
    ...(country && { postcode: country }),
  };
  return {
    layout,
    ...(mode === 'accurate' && { mode }),
    ...(Object.keys(constraints).length > 0 && { constraints }),
    ...(turn !== undefined && turn !== '0' && { rotate: turn }),
    ...(explain === 'true' && { explain: true }),
  };
}

/** The query of `POST /api/v1/predictions`: how long to wait, and the options of the reading. */
export const predictionQuery = readQuery
  .extend({
    /** How long to wait for the answer before 202, ms. */
    wait: z.coerce.number().int().min(0).max(30_000).default(5_000),
  })
  .superRefine(({ expectedLength: length, pattern: places, postcode: country }, context) => {
    for (const name of disagreeing({ length, pattern: places, postcode: country })) {
      const path = [name === 'length' ? 'expectedLength' : name];
      context.addIssue({ code: 'custom', path, message: 'Another constraint asks for a different number of digits.' });
    }
  })
  .transform(({ wait, ...query }) => ({ wait, options: optionsOf(query) }));
