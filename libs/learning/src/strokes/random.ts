/** A source of numbers in [0, 1). */
export type Random = () => number;

/**
 * A seeded source: the same seed gives the same numbers on every machine. Mulberry32, a 32-bit counter through a mixing
 * function (T. Ettinger, 2017, public domain): plenty for jitter, not for secrets.
 */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Uniform in [low, high). */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();

/** Normal with the given mean and deviation (Box and Muller, 1958), cut off at 2.5 deviations so that no digit is a monster. */
export function normal(random: Random, mean: number, deviation: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const value = radius * Math.cos(2 * Math.PI * random());
  return mean + deviation * Math.max(-2.5, Math.min(2.5, value));
}

/** One of the items, all as likely; throws RangeError when there are none. */
export function oneOf<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}
