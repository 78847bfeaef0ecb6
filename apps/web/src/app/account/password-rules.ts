/** Code points that a password has at least: NIST SP 800-63B-4, 3.1.1.2, for a password alone and beside a second factor. */
export const LEAST = { alone: 15, withSecondFactor: 8 } as const;
const MOST = 128;
/** Shorter words are in too many sentences by chance. */
const SHORTEST_WORD = 4;

export interface PasswordRule {
  readonly name: 'least' | 'most' | 'own';
  readonly isMet: boolean;
}

/**
 * The rules that the page can check itself; whether a password is a common one the server says. `words`: what an attacker who knows
 * the person tries first (name, user name, address).
 */
export function passwordRules(password: string, least: number, words: readonly string[]): PasswordRule[] {
  const length = [...password.normalize('NFKC')].length;
  return [
    { name: 'least', isMet: length >= least },
    { name: 'most', isMet: length <= MOST },
    { name: 'own', isMet: length > 0 && !holdsAny(password, words) },
  ];
}

function holdsAny(password: string, words: readonly string[]): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  return [
    'numera',
    ...words.flatMap((word) =>
      word
        .normalize('NFKC')
        .toLowerCase()
        .split(/[\s@]+/),
    ),
  ]
    .filter((word) => word.length >= SHORTEST_WORD)
    .some((word) => text.includes(word));
}
