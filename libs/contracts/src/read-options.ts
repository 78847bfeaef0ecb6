import { z } from 'zod';
import { constraints } from './constraints';
import { readMode } from './readings';

/** Quarter turns clockwise before reading, in degrees; `auto`: the one that reads best. */
export const rotate = z.enum(['0', '90', '180', '270', 'auto']);

/** How an image is to be read. What was not asked for is absent, so that the same wish always has the same hash. */
export const readOptions = z.object({
  /** `single`: the whole image is one digit. */
  layout: z.enum(['auto', 'single']).default('auto'),
  mode: readMode.optional(),
  constraints: constraints.optional(),
  rotate: rotate.optional(),
  /** Each glyph gets an explanation. */
  explain: z.literal(true).optional(),
});
export type ReadOptions = z.infer<typeof readOptions>;
