import type { Constraints } from './constraints';
import { postcodes } from './postcodes';

const OF_LENGTH = ['length', 'pattern', 'postcode'] as const;

/** How many digits a pattern is for: a class stands for one. */
const placesIn = (pattern: string): number => pattern.replace(/\[[^\]]*\]/g, '#').length;

/**
 * The constraints that ask for different numbers of digits, so that nothing meets them all; none when some number does. Without this every image
 * would end in review, whatever it shows.
 */
export function disagreeing(constraints: Constraints): (typeof OF_LENGTH)[number][] {
  const { length, pattern, postcode } = constraints;
  const wanted = [...(pattern === undefined ? [] : [[pattern]]), ...(postcode === undefined ? [] : [postcodes[postcode]])];
  const [lengths, ...others] = wanted.map((patterns) => patterns.map(placesIn));
  if (lengths === undefined) return [];
  const { least, most } = length ?? { least: 1, most: Infinity };
  const agree = lengths.some((count) => count >= least && count <= most && others.every((other) => other.includes(count)));
  return agree ? [] : OF_LENGTH.filter((name) => constraints[name] !== undefined);
}
