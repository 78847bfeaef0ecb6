import { MOST_EXPLAINED, predictionQuery, type ReadOptions } from '@numera/contracts';
import { UsageError } from './command';

const text = { type: 'string' } as const;

/** The options that say how images are to be read and may change what is read. */
export const textFlags = {
  layout: text,
  mode: text,
  'expected-length': text,
  pattern: text,
  checksum: text,
  postcode: text,
  rotate: text,
} as const;

/** With those that only add to it: all of the API's query, spelt as a command line spells them. */
export const readFlags = { ...textFlags, explain: { type: 'boolean' } } as const;

export const textHelp = `  --layout single|auto       one digit an image, or as many as are there (default: auto)
  --mode fast|accurate       accurate: several views of each digit, and every network of the model; slower (many hundred digits are read fast)
  --expected-length N|N-M    how many digits there are in all
  --pattern PLACES           # any digit, 7 itself, [0-35] one of a class; a place each
  --checksum NAME            luhn, mod97, mod11, mod11-2, mod11-10, ean, aba, damm
  --postcode COUNTRY         the postcode of a country (DE, US, …)
  --rotate 90|180|270|auto   quarter turns clockwise before reading; auto: the one that reads best`;

export const readHelp = `${textHelp}
  --explain                  with --json: what in each digit's picture speaks for it (the first ${MOST_EXPLAINED} of an image)`;

type Given = { readonly [flag in keyof typeof readFlags]?: string | boolean | undefined };

/** The options as a job would carry them; a value that is not allowed is a UsageError. */
export function readOptionsOf(values: Given): ReadOptions {
  const { 'expected-length': expectedLength, layout, mode, pattern, checksum, postcode, rotate, explain } = values;
  const given = { expectedLength, layout, mode, pattern, checksum, postcode, rotate, ...(explain === true && { explain: 'true' }) };
  const parsed = predictionQuery.safeParse(given);
  if (parsed.success) return parsed.data.options;
  const [issue] = parsed.error.issues;
  const flag = String(issue?.path[0] ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UsageError(`--${flag}: ${issue?.message ?? 'not allowed'}`);
}
