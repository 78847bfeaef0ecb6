import type { Automaton } from './automaton';

/** Strings of `least` to `most` digits; `most` may be Infinity. */
export function lengthBetween(least: number, most: number): Automaton {
  // With no upper end it need not be told how far above the lower one a string is.
  const last = Number.isFinite(most) ? most : least;
  return {
    start: 0,
    next: (count) => (count < most ? Math.min(count + 1, last) : null),
    accepts: (count) => count >= least,
  };
}
