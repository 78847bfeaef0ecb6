import type { Automaton } from './automaton';

/** For each place of a pattern the digits that may stand there, as ten bits. */
type Places = readonly number[];

/** Each place as bits, from `#` (any digit), `7` (itself) and `[0-35]` (a class), in the grammar of the contract's `pattern`. */
function placesOf(pattern: string): Places {
  return [...pattern.matchAll(/#|\d|\[([\d-]+)\]/g)].map(([place, inside]) => {
    if (place === '#') return 2 ** 10 - 1;
    let bits = 0;
    for (const [range] of (inside ?? place).matchAll(/\d-\d|\d/g)) {
      const [from, to] = [Number(range[0]), Number(range.at(-1))];
      for (let digit = from; digit <= to; digit++) bits |= 1 << digit;
    }
    return bits;
  });
}

/** As many patterns as one rule takes: a state has one bit for each. */
const MOST_PATTERNS = 8;

/** Strings that match one of some patterns: at each place of the string, which of the patterns still fit. Throws RangeError above eight patterns. */
export function matching(patterns: readonly string[]): Automaton {
  const count = patterns.length;
  if (count > MOST_PATTERNS) throw new RangeError(`one rule takes at most ${MOST_PATTERNS} patterns, not ${count}`);
  const places = patterns.map(placesOf);
  const size = 2 ** count;
  return {
    start: size - 1,
    next(state, digit) {
      const [at, alive] = [Math.floor(state / size), state % size];
      let fitting = 0;
      for (let i = 0; i < count; i++) if (alive & (1 << i) && (places[i]![at] ?? 0) & (1 << digit)) fitting |= 1 << i;
      return fitting === 0 ? null : (at + 1) * size + fitting;
    },
    accepts(state) {
      const [at, alive] = [Math.floor(state / size), state % size];
      return places.some((each, i) => alive & (1 << i) && each.length === at);
    },
  };
}
