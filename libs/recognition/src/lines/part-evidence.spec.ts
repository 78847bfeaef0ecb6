import type { Candidate } from '@numera/vision';
import { BLANK, LINE_LABELS } from './line-places';
import { evidenceFor } from './part-evidence';

/** Answers that are all but sure: a digit for each place, `.` for blank. */
function logitsOf(places: string): Float32Array {
  const logits = new Float32Array(places.length * LINE_LABELS);
  [...places].forEach((letter, i) => (logits[i * LINE_LABELS + (letter === '.' ? BLANK : Number(letter))] = 12));
  return logits;
}
const part = (from: number, to: number): Candidate => ({ from, to }) as Candidate;
const likeliest = (digits: Float64Array): number => digits.indexOf(Math.max(...digits));

describe('a line whose middle cut falls between two digits', () => {
  const [left, right, whole] = evidenceFor([part(0, 1), part(1, 2), part(0, 2)], [3, 12, 22], logitsOf('.33...77...'));

  it('says of each part the digit that stands there, nearly surely', () => {
    expect([likeliest(left!.digits), likeliest(right!.digits)]).toEqual([3, 7]);
    expect(left!.digits[3]!).toBeGreaterThan(-0.01);
  });

  it('says of both parts together that they are no one digit', () => {
    expect(Math.max(...whole!.digits)).toBeLessThan(-5);
  });

  it('sees the gap where the second begins', () => {
    expect(right!.gap).toBeGreaterThan(-0.01);
    expect(left!.gap).toBe(0);
  });
});

it('sees no gap in the middle of a digit', () => {
  const [, right] = evidenceFor([part(0, 1), part(1, 2)], [2, 10, 20], logitsOf('..888888..'));
  expect(right!.gap).toBeLessThan(-5);
});

it('says how surely there is no digit in a part', () => {
  const [sign, digit] = evidenceFor([part(0, 1), part(1, 2)], [0, 10, 20], logitsOf('......77..'));
  expect(sign!.blank).toBeGreaterThan(-0.01);
  expect(digit!.blank).toBeLessThan(-5);
});

it('adds up to no more than one for the digits of a part', () => {
  const flat = new Float32Array(9 * LINE_LABELS);
  const [whole] = evidenceFor([part(0, 1)], [0, 18], flat);
  expect(whole!.digits.reduce((sum, log) => sum + Math.exp(log), 0)).toBeLessThan(1);
  // All strings of one digit over nine places: 45 runs for each digit, of 11^9 ways.
  expect(Math.exp(whole!.digits[4]!)).toBeCloseTo(45 / LINE_LABELS ** 9, 12);
});

it('long parts do not underflow, and nothing is ruled out', () => {
  const [whole] = evidenceFor([part(0, 1)], [0, 4000], logitsOf('5.'.repeat(1000)));
  expect(whole!.digits.every((log) => log >= -40 && log <= 0)).toBe(true);
});

it('refuses answers that are not whole places, and cuts that are not there', () => {
  expect(() => evidenceFor([], [0, 2], new Float32Array(5))).toThrow(RangeError);
  expect(() => evidenceFor([part(0, 3)], [0, 2], logitsOf('..'))).toThrow(RangeError);
});
