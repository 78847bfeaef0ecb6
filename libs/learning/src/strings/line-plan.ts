import { between, type Random } from '../strokes/random';

/** A digit to write: its height in those of the line, and how far its foot stands above the line's, in the same. */
export interface PlannedDigit {
  readonly digit: number;
  readonly height: number;
  readonly rise: number;
}

/** What a line says, and how many of its last digits are cents: smaller, raised, and underlined or not. */
export interface LinePlan {
  readonly digits: readonly PlannedDigit[];
  readonly cents: number;
  readonly areCentsUnderlined: boolean;
}

/** Three to nine digits, or fewer now and then: any, or as amounts are written. */
export function linePlan(random: Random): LinePlan {
  const count = random() < 0.15 ? 1 + Math.floor(random() * 3) : 3 + Math.floor(random() * 7);
  const cents = count >= 3 && random() < 0.25 ? (random() < 0.85 ? 2 : 1) : 0;
  const raised = { height: between(random, 0.5, 0.85), rise: between(random, 0, 0.5) };
  // Round amounts end in noughts, some hands write smaller towards the end, and some numbers repeat a digit.
  const noughtsFrom = random() < 0.25 ? Math.floor(random() * count) : count;
  const shrink = random() < 0.25 ? between(random, 0, 0.35) / count : 0;
  const repeats = random() < 0.2 ? 0.5 : 0.05;
  const digits: PlannedDigit[] = [];
  for (let i = 0; i < count; i++) {
    const before = digits.at(-1)?.digit;
    const isRepeated = before !== undefined && random() < repeats;
    const digit = i >= noughtsFrom && random() < 0.85 ? 0 : isRepeated ? before : Math.floor(random() * 10);
    const beside = i >= count - cents ? raised : { height: 1 - shrink * i, rise: 0 };
    digits.push({ digit, ...beside });
  }
  return { digits, cents, areCentsUnderlined: random() < 0.6 };
}
