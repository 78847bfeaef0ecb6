import type { Candidate } from '@numera/vision';
import { digitHeight, tallSigns, type SeenPart } from './tall-signs';

const digits = (digit: number, log: number): Float64Array => new Float64Array(10).fill(-12).map((value, i) => (i === digit ? log : value));

/** Part `from` of a line, which stands by itself: what it looks like, its height and width in heights of the line, and what the line network says. */
function part(from: number, looksLike: number, height: number, width: number, evidence: SeenPart['evidence']): SeenPart {
  const shape = { width, height, top: 1 - height, bottom: 0, cutLeft: 0, cutRight: 0, inside: -1, pieces: 1, words: 1 };
  const glyph = { pixels: new Float32Array(784), row: 0, box: { x: 30 * from, y: 5, width: 30 * width, height: 30 * height } };
  const candidate: Candidate = { from, to: from + 1, glyph, shape };
  const probabilities = Array.from({ length: 10 }, (_, i) => (i === looksLike ? 0.991 : 0.001));
  return { candidate, probabilities, odds: 5, evidence };
}
const digit = (from: number, value: number, height: number): SeenPart =>
  part(from, value, height, value === 1 ? 0.15 : 0.6, { digits: digits(value, -0.01), gap: 0, blank: -12 });
/** A slash: alone it is a 1, and the line network sees none. */
const slash = (from: number, height: number): SeenPart => part(from, 1, height, 0.5, { digits: digits(1, -3), gap: 0, blank: -0.1 });

it('the digits are as high as most parts that are surely digits, 1s aside', () => {
  expect(digitHeight([digit(0, 4, 1), digit(1, 1, 1.6), digit(2, 8, 0.9), slash(3, 1.7), digit(4, 2, 1.1)])).toBe(1);
  expect(digitHeight([digit(0, 1, 1), slash(1, 1.5)])).toBeNull();
  expect(digitHeight([])).toBeNull();
});

it('a stroke that overtops the digits is a sign where the line network sees no digit, told where it stands', () => {
  const found = tallSigns([digit(0, 4, 1), slash(1, 1.5), digit(2, 8, 1)]);
  expect(found).toEqual([{ from: 1, to: 2, score: expect.any(Number), box: { x: 30, y: 5, width: 15, height: 45 } }]);
  expect(found[0]!.score).toBeGreaterThan(0);
});

it('one no higher than digits is never one, nor anything in a line whose digits are not known', () => {
  expect(tallSigns([digit(0, 4, 1), slash(1, 1.1), digit(2, 8, 1)])).toEqual([]);
  expect(tallSigns([digit(0, 1, 1), slash(1, 1.5)])).toEqual([]);
});

it('a digit that is a little too high, and that the line network knows, is hardly a sign', () => {
  const [tall] = tallSigns([digit(0, 4, 1), digit(1, 7, 1.2), digit(2, 8, 1)]);
  expect(tall!.score).toBeLessThan(-1);
});
