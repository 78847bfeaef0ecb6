import type { Layout } from '../paper';

/** Check-digit systems that the page offers, as the API names them. */
export const CHECKSUMS = ['luhn', 'mod97', 'mod11', 'mod11-2', 'mod11-10', 'ean', 'aba', 'damm'] as const;

/** Countries, by ISO 3166 code, whose postcodes are digits alone and known. */
export const POSTCODES =
  'AT AU BE BG BR CH CN CZ DE DK EE ES FI FR GR HR HU IL IN IT JP KR LT MX MY NO NZ PL PT RO RU SE SG SI SK TH TR UA US ZA'.split(' ');

export const MODES = ['fast', 'accurate'] as const;
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

/** What the visitor knows of the number beforehand. */
export const CONSTRAINTS = ['expectedLength', 'pattern', 'checksum', 'postcode'] as const;
export type Constraint = (typeof CONSTRAINTS)[number];

export const unasked: Options = { mode: 'fast', rotate: '0', expectedLength: '', pattern: '', checksum: '', postcode: '' };

/**
 * The options as the API's query, without what happens anyway. One digit has no length and no check digit, so constraints go with
 * a whole number only, and a turn with a picture that was uploaded.
 */
export function queryOf(options: Options, layout: Layout, isUpload: boolean): Readonly<Record<string, string>> {
  const query: Record<string, string> = { layout };
  if (options.mode !== unasked.mode) query['mode'] = options.mode;
  if (isUpload && options.rotate !== unasked.rotate) query['rotate'] = options.rotate;
  if (layout === 'single') return query;
  for (const constraint of CONSTRAINTS) {
    const value = options[constraint].replace(/\s/g, '');
    if (value !== '') query[constraint] = value;
  }
  return query;
}
