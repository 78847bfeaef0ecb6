import type { Random } from './strokes/random';

/** Puts a list into a random order, in place (Fisher and Yates, in Durstenfeld's form of 1964). */
export function shuffle(list: Uint32Array, random: Random): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const held = list[i] ?? 0;
    list[i] = list[j] ?? 0;
    list[j] = held;
  }
}
