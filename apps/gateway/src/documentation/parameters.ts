import { checksum, MOST_EXPLAINED, postcodes, readMode, rotate } from '@numera/contracts';
import { z } from 'zod';

type Json = Readonly<Record<string, unknown>>;

const inQuery = (name: string, description: string, schema: Json): Json => ({ name, in: 'query', description, schema });

/** The parameters of a query, one for each member of its schema. */
export function parametersOf(query: z.ZodObject): readonly Json[] {
  const { properties = {} } = z.toJSONSchema(query, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema }));
}

/** How long a request waits for its answer. */
export const wait = (fallback: number): Json =>
  inQuery('wait', 'How long to wait for the answer, ms.', { type: 'integer', minimum: 0, maximum: 30_000, default: fallback });

/** What makes a request that is sent again harmless. */
export const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'A random text for each thing to be made. Sent again with the same request within a day it gets what the first one made, instead of making it again.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

/** How an image is to be read. */
export const readParameters: readonly Json[] = [
  inQuery('layout', '`single`: the image shows one digit, whatever it looks like; `auto`: as many as are there.', {
    type: 'string',
    enum: ['auto', 'single'],
    default: 'auto',
  }),
  inQuery(
    'mode',
    '`accurate`: several views of each digit, and every network that the model has; slower. An image of many hundred digits, which would ' +
      'take many seconds so, is read `fast` all the same: the `mode` of the reading says how it was read.',
    { type: 'string', enum: readMode.options, default: 'fast' },
  ),
  inQuery(
    'expectedLength',
    'How many digits there are in all: a number (`6`) or a range (`4-8`), at most 64. A pattern and a postcode beside it must allow as many: ' +
      'constraints that no number can meet are refused.',
    { type: 'string', pattern: '^\\d{1,2}(-\\d{1,2})?$' },
  ),
  inQuery('pattern', 'A place each: `#` any digit, a digit itself, `[0-35]` one of a class. At most 64 places.', { type: 'string' }),
  inQuery('checksum', 'The check-digit system that the number keeps.', { type: 'string', enum: checksum.options }),
  inQuery('postcode', 'The country (ISO 3166) whose postcode it is.', { type: 'string', enum: Object.keys(postcodes) }),
  inQuery('rotate', 'Quarter turns clockwise before reading, in degrees; `auto`: the one that reads best.', {
    type: 'string',
    enum: rotate.options,
    default: '0',
  }),
  inQuery(
    'explain',
    `\`true\`: each digit gets a map of what in its picture speaks for it; of more than ${MOST_EXPLAINED} digits, the first ${MOST_EXPLAINED}.`,
    { type: 'boolean', default: false },
  ),
];
