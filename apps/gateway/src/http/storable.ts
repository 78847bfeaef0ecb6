import { Problem } from './problem';

/** No honest body of ours is nested deeper. */
const DEEPEST = 32;
/** What a text column or a JSON one cannot hold: NUL, and halves of characters. */
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Throws Problem 400 for what JSON can say and the database cannot keep: NUL, halves of characters, nesting without end. Never recurses. */
export function refuseUnstorable(value: unknown): void {
  const left: [unknown, number][] = [[value, 0]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [part, depth] = next;
    if (typeof part === 'string') refuseText(part);
    if (typeof part !== 'object' || part === null) continue;
    if (depth >= DEEPEST) throw new Problem(400, 'too_deep', `Values may be nested ${DEEPEST} levels deep.`);
    for (const [name, member] of Object.entries(part)) {
      refuseText(name);
      left.push([member, depth + 1]);
    }
  }
}

function refuseText(text: string): void {
  if (UNSTORABLE.test(text)) throw new Problem(400, 'bad_text', 'A text holds a NUL or half of a character.');
}
