import { z } from 'zod';
import { postcodes, type PostcodeCountry } from './postcodes';

/** Most digits that a constraint can speak of: it bounds what a search has to remember. */
const MOST_DIGITS = 64;

/** Check-digit systems by name; libs/recognition says what each is used for. */
export const checksum = z.enum(['luhn', 'mod97', 'mod11', 'mod11-2', 'mod11-10', 'ean', 'aba', 'damm']);

const CLASS = String.raw`\[(?:\d(?:-\d)?){1,10}\]`;
const isOrdered = (pattern: string): boolean => [...pattern.matchAll(/(\d)-(\d)/g)].every(([, from, to]) => Number(from) <= Number(to));

/** `#` any digit, a digit itself, `[0-35]` one of a class; nothing else, so that no pattern can take long to match. */
export const pattern = z
  .string()
  .max(12 * MOST_DIGITS)
  .regex(new RegExp(`^(?:#|\\d|${CLASS}){1,${MOST_DIGITS}}$`), {
    error: 'Use # for any digit, a digit for itself, [0-3] for a class.',
    abort: true,
  })
  .refine(isOrdered, 'A class runs from the smaller digit to the larger.');

const count = z.number().int().min(1).max(MOST_DIGITS);
const length = z.object({ least: count, most: count }).refine(({ least, most }) => least <= most);

/** The country, by ISO 3166 code in either case, whose postcode it is. */
export const postcode = z
  .string()
  .max(2)
  .transform((code) => code.toUpperCase())
  .pipe(z.enum(Object.keys(postcodes) as [PostcodeCountry, ...PostcodeCountry[]], 'This country’s postcodes are not known.'));

/** What is known beforehand of the digits of an image, all its rows together, from the top. */
export const constraints = z.object({
  /** How many digits there are. */
  length: length.optional(),
  pattern: pattern.optional(),
  checksum: checksum.optional(),
  postcode: postcode.optional(),
});
export type Constraints = z.output<typeof constraints>;

const rangeOf = (text: string): { least: number; most: number } => {
  const [least = 0, most = least] = text.split('-').map(Number);
  return { least, most };
};

/** `6` or `4-8`: how many digits there are in all. */
export const expectedLength = z
  .string()
  .regex(/^\d{1,2}(?:-\d{1,2})?$/, { error: `Write a number of digits (6) or a range (4-8), at most ${MOST_DIGITS}.`, abort: true })
  .refine((text) => length.safeParse(rangeOf(text)).success, `Between 1 and ${MOST_DIGITS} digits, the smaller number first.`)
  .transform(rangeOf);
