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
const LEAST = { alone: 15, withSecondFactor: 8 };
/** Longest password, code points; more is refused, never cut. */
const MOST = 128;

/** One form for all keyboards: letters composed differently are the same password (NIST SP 800-63B-4, NFKC). */
export function normalisePassword(password: string): string {
  return password.normalize('NFKC');
}

/** What is wrong with a normalised password that someone wants; null when nothing is. Any characters will do: only length and guessability count. */
export function passwordFault(password: string, _about: Surroundings, hasSecondFactor: boolean): PasswordFault | null {
  const length = Array.from(password).length;
  const least = hasSecondFactor ? LEAST.withSecondFactor : LEAST.alone;
  if (length < least)
    return { reason: 'too_short', sentence: `A password needs ${least} characters or more. A few words make a good one.` };
  if (length > MOST) return { reason: 'too_long', sentence: `A password has at most ${MOST} characters.` };
  return null;
}
