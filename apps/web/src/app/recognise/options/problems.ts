import { type Constraint, CONSTRAINTS, type Options } from './options';

/** The most digits a constraint can speak of. The server has the last word; this saves the way to it. */
const MOST_DIGITS = 64;
const LENGTH = /^(\d{1,2})(?:-(\d{1,2}))?$/;
const PLACE = String.raw`(?:#|\d|\[(?:\d(?:-\d)?){1,10}\])`;
const PATTERN = new RegExp(`^${PLACE}{1,${MOST_DIGITS}}$`);

function isLength(text: string): boolean {
  const [, least, most = least] = LENGTH.exec(text) ?? [];
  return least !== undefined && Number(least) >= 1 && Number(least) <= Number(most) && Number(most) <= MOST_DIGITS;
}

function isPattern(text: string): boolean {
  return PATTERN.test(text) && [...text.matchAll(/(\d)-(\d)/g)].every(([, from, to]) => Number(from) <= Number(to));
}

/** The fields that hold what the server would refuse. */
export function wrongFields({ expectedLength, pattern }: Options): Constraint[] {
  const [length, places] = [expectedLength, pattern].map((text) => text.replace(/\s/g, '')) as [string, string];
  return [
    ...(length !== '' && !isLength(length) ? ['expectedLength' as const] : []),
    ...(places !== '' && !isPattern(places) ? ['pattern' as const] : []),
  ];
}

/** Which of the fields a refusal of the server names. */
export function fieldsIn(errors: readonly { readonly path: string }[] | undefined): Constraint[] {
  return CONSTRAINTS.filter((constraint) => errors?.some(({ path }) => path.split('.')[0] === constraint));
}
