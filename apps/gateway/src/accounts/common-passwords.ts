import { dictionary } from '@zxcvbn-ts/language-common';

/** Some 49,000 passwords that leaked most often, lower case; nothing is asked of anyone outside. */
const leaked: ReadonlySet<string> = new Set(dictionary['passwords-common']);
/** Rows of keyboards, and the alphabet, each twice so that runs may go on from the end. */
const ROWS = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertz',
  'azerty',
  'abcdefghijklmnopqrstuvwxyz',
];
const RUNS = ROWS.flatMap((row) => [row, Array.from(row).reverse().join('')]).map((row) => row.repeat(3));
/** What people write for letters. */
const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
/** Fewer characters than this, said over and over, are no password, however long it gets. */
const FEWEST_DIFFERENT = 5;
/** A run of a keyboard's row that counts as one. */
const SHORTEST_RUN = 4;

/**
 * Whether a password is one of the leaked ones or made of one in the way that programs try: in other case, with figures or marks before or
 * behind, letters written as figures, said several times, or a walk along the keyboard.
 */
export function isCommon(password: string): boolean {
  const text = password.toLowerCase();
  if (leaked.has(text) || new Set(text).size < FEWEST_DIFFERENT || isWalk(text)) return true;
  const plain = text.replace(/[013457@$!]/g, (mark) => LEET[mark] ?? mark);
  return [text, plain].some((form) => isDressed(form) || isDressed(unitOf(form)));
}

/** A leaked word, or several, with nothing else but figures and marks. */
function isDressed(text: string): boolean {
  if (leaked.has(text)) return true;
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  return leaked.has(core) || leaked.has(unitOf(core));
}

/** What a text repeats (`abcabc`, `abc-abc-`: `abc`), or the text itself. */
function unitOf(text: string): string {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
  return /^(.+?)\1+$/u.exec(letters)?.[1] ?? text;
}

/** Nothing but runs along rows of the keyboard or the alphabet, forwards or backwards. */
function isWalk(text: string): boolean {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
  let i = 0;
  while (i < letters.length) {
    let end = letters.length;
    while (end - i >= SHORTEST_RUN && !RUNS.some((run) => run.includes(letters.slice(i, end)))) end--;
    if (end - i < SHORTEST_RUN) return false;
    i = end;
  }
  return i > 0;
}
