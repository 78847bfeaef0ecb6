import { BLANK, LINE_LABELS, PLACE_STEP } from '@numera/recognition';

/** A digit of a line: where its ink begins and ends, in pixels of the line's picture. */
export interface LineDigit {
  readonly digit: number;
  readonly left: number;
  readonly right: number;
}

/** Nothing is asked of places this near a digit's core: where exactly it ends is no one's business. */
const SOFT_EDGE = 2.5;

/**
 * What each place of a line should say, places x labels (PLACE_STEP pixels apart): a digit around the middle of its ink, blank between digits, and
 * all zeros, which asks nothing, in between and where the picture's end cuts a digit.
 */
export function lineTargets(digits: readonly LineDigit[], width: number): Float32Array {
  const places = Math.floor(width / PLACE_STEP);
  const wanted = new Int8Array(places).fill(BLANK);
  const placeAt = (x: number): number => Math.floor(x / PLACE_STEP);
  const each = (from: number, to: number, say: number): void => {
    for (let at = Math.max(0, placeAt(from)); at <= Math.min(places - 1, placeAt(to)); at++) wanted[at] = say;
  };
  const middle = ({ left, right }: LineDigit): number => (left + right) / 2;
  const core = ({ left, right }: LineDigit): number => Math.max(0.5, Math.min(3, 0.15 * (right - left)));
  for (const digit of digits) {
    const isCut = digit.left < 0 || digit.right > width;
    if (isCut) each(digit.left, digit.right, -1);
    else each(middle(digit) - core(digit) - SOFT_EDGE, middle(digit) + core(digit) + SOFT_EDGE, -1);
  }
  digits.forEach((digit, i) => {
    const next = digits[i + 1];
    if (next) each((middle(digit) + middle(next)) / 2, (middle(digit) + middle(next)) / 2, BLANK);
  });
  for (const digit of digits)
    if (digit.left >= 0 && digit.right <= width) each(middle(digit) - core(digit), middle(digit) + core(digit), digit.digit);
  const targets = new Float32Array(places * LINE_LABELS);
  wanted.forEach((label, place) => {
    if (label >= 0) targets[place * LINE_LABELS + label] = 1;
  });
  return targets;
}
