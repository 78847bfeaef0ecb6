import { isCommon } from './common-passwords';

/** Words about the person that do not belong into their password. */
export interface Surroundings {
  readonly name: string;
  readonly email: string;
  readonly username: string | null;
}

export interface PasswordFault {
  readonly reason: 'too_short' | 'too_long' | 'common' | 'about_you';
  readonly sentence: string;
}

/** NIST SP 800-63B-4, 3.1.1.2: 15 where a password is all that is asked for, 8 beside a second factor. */
export const LEAST_LENGTH = { alone: 15, withSecondFactor: 8 } as const;
/** Longest password, code points; more is refused, never cut. */
const MOST = 128;
const PRODUCT = 'numera';
/** Shorter words turn up in other words by chance. */
const SHORTEST_WORD = 4;

/** One form for all keyboards: letters composed differently are the same password (NIST SP 800-63B-4, NFKC). */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/** What is wrong with a normalised password that someone wants; null when nothing is. Any characters will do: only length and guessability count. */
export function passwordFault(password: string, about: Surroundings, hasSecondFactor: boolean): PasswordFault | null {
  const length = Array.from(password).length;
  const least = hasSecondFactor ? LEAST_LENGTH.withSecondFactor : LEAST_LENGTH.alone;
  if (length < least)
    return { reason: 'too_short', sentence: `A password needs ${least} characters or more. A few words make a good one.` };
  if (length > MOST) return { reason: 'too_long', sentence: `A password has at most ${MOST} characters.` };
  if (isAbout(password, about)) {
    return { reason: 'about_you', sentence: 'A password must not contain your name, your username, your e-mail address or “Numera”.' };
  }
  if (isCommon(password)) return { reason: 'common', sentence: 'This password, or one much like it, is among the first that are tried.' };
  return null;
}

function isAbout(password: string, { name, email, username }: Surroundings): boolean {
  const text = password.toLowerCase();
  const letters = lettersOf(text);
  const names = [PRODUCT, username ?? '', email.split('@', 1)[0] ?? '', email, name].map((word) => lettersOf(word.toLowerCase()));
  if (names.some((word) => word.length >= SHORTEST_WORD && letters.includes(word))) return true;
  // Parts of a name are words of their own, or "Anna" would forbid "Savannah".
  const words = new Set(text.split(/[^\p{L}]+/u));
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .some((part) => part.length >= SHORTEST_WORD && words.has(part));
}

/** Without what people put between words. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
