/**
 * A rule for strings of digits as a deterministic automaton: it looks at one digit after the other and remembers one number. Whatever searches
 * for a reading (the lattice of a line's candidates, the columns of a sequence network) carries that number along and so finds only
 * strings that keep the rule. `next` gives null when no string that goes on like this can keep it.
 */
export interface Automaton {
  readonly start: number;
  next(state: number, digit: number): number | null;
  /** Whether a string that ends here keeps the rule. */
  accepts(state: number): boolean;
}

/** More states than that no search visits; a number below 2^53 holds two of them. */
const MOST_STATES = 2 ** 20;

/** The rule that both rules are kept. Its states are numbered in the order in which they are met; throws RangeError after a million of them. */
export function both(a: Automaton, b: Automaton): Automaton {
  const numbers = new Map<number, number>();
  const pairs: (readonly [number, number])[] = [];
  const numberOf = (left: number, right: number): number => {
    const key = left * 2 ** 26 + right;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (pairs.length >= MOST_STATES) throw new RangeError(`two rules together have more than ${MOST_STATES} states`);
    numbers.set(key, pairs.length);
    return pairs.push([left, right]) - 1;
  };
  return {
    start: numberOf(a.start, b.start),
    next(state, digit) {
      const [left, right] = pairs[state]!;
      const [nextLeft, nextRight] = [a.next(left, digit), b.next(right, digit)];
      return nextLeft === null || nextRight === null ? null : numberOf(nextLeft, nextRight);
    },
    accepts(state) {
      const [left, right] = pairs[state]!;
      return a.accepts(left) && b.accepts(right);
    },
  };
}

/** Whether a string of the digits 0-9 keeps a rule. */
export function keeps(text: string, rule: Automaton): boolean {
  let state: number | null = rule.start;
  for (const digit of text) {
    state = rule.next(state, Number(digit));
    if (state === null) return false;
  }
  return rule.accepts(state);
}
