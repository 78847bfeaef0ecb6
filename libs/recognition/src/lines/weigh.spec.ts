import type { ReadGlyph } from '@numera/contracts';
import { signScore, weigh } from './weigh';

const glyph = (probabilities: number[]): ReadGlyph => {
  const best = probabilities.indexOf(Math.max(...probabilities));
  const box = { x: 0, y: 0, width: 20, height: 28 };
  return { label: String(best), digit: best, confidence: probabilities[best]!, probabilities, box, row: 0 };
};
const mostly = (digit: number, share: number): number[] => Array.from({ length: 10 }, (_, i) => (i === digit ? share : (1 - share) / 9));
const says = (digit: number, log = -0.01): Float64Array => new Float64Array(10).fill(-12).map((value, i) => (i === digit ? log : value));

it('two networks that agree are surer than one', () => {
  const { glyph: both } = weigh(glyph(mostly(4, 0.9)), 0, { digits: says(4), gap: 0, blank: -20 });
  expect(both).toMatchObject({ label: '4', digit: 4 });
  expect(both.confidence).toBeGreaterThan(0.9);
  expect(both.probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
});

it('the line network overrules a glyph network that is in doubt', () => {
  expect(weigh(glyph(mostly(4, 0.4)), 0, { digits: says(9), gap: 0, blank: -20 }).glyph.label).toBe('9');
});

it('a part that is no one digit scores less, and so does one that begins within a digit', () => {
  const score = (digits: Float64Array, gap: number): number => weigh(glyph(mostly(4, 0.9)), 0, { digits, gap, blank: -20 }).score;
  expect(score(new Float64Array(10).fill(-30), 0)).toBeLessThan(score(says(4), 0) - 3);
  expect(score(says(4), -10)).toBeLessThan(score(says(4), 0) - 1);
});

it('a patch in which the line network sees no digit is sooner a sign than a digit that no one knows, and the reverse', () => {
  const unknown = { digits: new Float64Array(10).fill(-12), gap: 0, blank: -0.05 };
  expect(signScore(unknown.blank)).toBeGreaterThan(weigh(glyph(mostly(5, 0.3)), 0, unknown).score);
  const seven = { digits: says(7), gap: 0, blank: -15 };
  expect(signScore(seven.blank)).toBeLessThan(weigh(glyph(mostly(7, 0.99)), 5, seven).score - 5);
});
