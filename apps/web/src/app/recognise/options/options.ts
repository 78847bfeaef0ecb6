import type { Layout } from '../paper';

/** Check-digit systems that the page offers, as the API names them. */
export const CHECKSUMS = ['luhn', 'mod97', 'mod11', 'mod11-2', 'mod11-10', 'ean', 'aba', 'damm'] as const;

/** Countries, by ISO 3166 code, whose postcodes are digits alone and known. */
export const POSTCODES =
  'AT AU BE BG BR CH CN CZ DE DK EE ES FI FR GR HR HU IL IN IT JP KR LT MX MY NO NZ PL PT RO RU SE SG SI SK TH TR UA US ZA'.split(' ');

export const MODES = ['fast', 'accurate'] as const;

/** Quarter turns clockwise before reading, in degrees; `auto`: the one that reads best. */
export const TURNS = ['0', '90', '180', '270', 'auto'] as const;

/** How the picture is to be read, as the visitor filled it in; an empty text asks for nothing. */
export interface Options {
  readonly mode: (typeof MODES)[number];
  readonly rotate: (typeof TURNS)[number];
  readonly expectedLength: string;
  readonly pattern: string;
  readonly checksum: '' | (typeof CHECKSUMS)[number];
  readonly postcode: string;
}

/** What may be asked for of one digit as well as of a number. */
export const ANY_LAYOUT = ['mode', 'rotate'] as const;

/** What the visitor knows of the number beforehand. */
export const CONSTRAINTS = ['expectedLength', 'pattern', 'checksum', 'postcode'] as const;
export type Constraint = (typeof CONSTRAINTS)[number];

export const unasked: Options = { mode: 'fast', rotate: '0', expectedLength: '', pattern: '', checksum: '', postcode: '' };

/** The options as the API's query, without what happens anyway. One digit has no length and no check digit: conditions go with a whole number. */
export function queryOf(options: Options, layout: Layout): Readonly<Record<string, string>> {
  const query: Record<string, string> = { layout };
  for (const name of ANY_LAYOUT) if (options[name] !== unasked[name]) query[name] = options[name];
  if (layout === 'single') return query;
  for (const constraint of CONSTRAINTS) {
    const value = options[constraint].replace(/\s/g, '');
    if (value !== '') query[constraint] = value;
  }
  return query;
}
