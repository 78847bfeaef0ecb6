import { randomFrom } from '../../strokes/random';
import { FAMILIES, augment, type Augmentation, type FamilyName } from '../augmentation';
import { DIGITS } from '../dataset';
import { packGlyphs } from '../glyph-set';
import { strokeRasters } from '../load-dataset';
import { scanSmall } from './scan';

const still: Augmentation = { rotation: 0, scale: 0, shear: 0, shift: 0, thickness: 0 };
const SIZE = 784;
/** Drawn digits as glyphs, in the middle of 28x28. */
const { pixels } = packGlyphs(strokeRasters(40, 1), DIGITS);
const digits = Array.from({ length: 40 }, (_, i) => pixels.subarray(i * SIZE, (i + 1) * SIZE));

function changed(source: Uint8Array, families: Augmentation['families'], seed: number): Float32Array {
  const target = new Float32Array(SIZE);
  augment(source, target, 0, { ...still, families }, randomFrom(seed));
  return target;
}
const always = (name: FamilyName, strength = 1): Augmentation['families'] => ({ [name]: { probability: 1, strength } });
const distance = (a: ArrayLike<number>, b: Float32Array): number =>
  b.reduce((sum, value, at) => sum + Math.abs(value - (a[at] ?? NaN)), 0) / SIZE;

/** Families after which ink is where there was none: no likeness pixel by pixel. */
const ELSEWHERE = new Set<FamilyName>(['outline', 'turn', 'small', 'inverse']);

/** Correlation of two glyphs: 1 for the same picture. */
function likeness(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / SIZE;
  const [meanA, meanB] = [mean(a), mean(b)];
  const product = (x: Float32Array, mx: number, y: Float32Array, my: number): number =>
    x.reduce((sum, value, at) => sum + (value - mx) * (y[at]! - my), 0);
  return product(a, meanA, b, meanB) / Math.sqrt(product(a, meanA, a, meanA) * product(b, meanB, b, meanB));
}

describe.each(FAMILIES)('family %s', (name) => {
  const plain = digits.map((digit) => Float32Array.from(digit, (value) => value / 255));

  test('changes glyphs, within [0, 1], and the digit is still there', () => {
    const glyphs = digits.map((digit, i) => changed(digit, always(name), i));
    const likenesses = glyphs.map((glyph, i) => likeness(glyph, plain[i]!));
    for (const glyph of glyphs) expect(glyph.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(glyphs.filter((glyph, i) => distance(plain[i]!, glyph) > 1e-3).length).toBeGreaterThan(20);
    for (const glyph of glyphs) expect(Math.max(...glyph) - Math.min(...glyph)).toBeGreaterThan(0.2);
    if (ELSEWHERE.has(name)) return;
    expect(likenesses.reduce((sum, value) => sum + value, 0) / likenesses.length).toBeGreaterThan(0.6);
    expect(Math.min(...likenesses)).toBeGreaterThan(0.1);
  });
  test('repeats with the seed, and goes further with more strength', () => {
    expect(changed(digits[3]!, always(name), 5)).toEqual(changed(digits[3]!, always(name), 5));
    const far = (strength: number): number =>
      digits.reduce((sum, digit, i) => sum + distance(plain[i]!, changed(digit, always(name, strength), i)), 0);
    expect(far(1)).toBeGreaterThan(far(0.3));
  });
  test('leaves glyphs alone at probability 0, and blank ones readable as numbers', () => {
    expect(changed(digits[5]!, { [name]: { probability: 0, strength: 1 } }, 1)).toEqual(plain[5]);
    expect(changed(new Uint8Array(SIZE), always(name), 1).every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});

test('families strike about as often as their probability says', () => {
  const families = { saltAndPepper: { probability: 0.25, strength: 1 } };
  const plain = Float32Array.from(digits[0]!, (value) => value / 255);
  const count = Array.from({ length: 400 }, (_, seed) => changed(digits[0]!, families, seed)).filter(
    (glyph) => distance(plain, glyph) > 0,
  ).length;
  expect(count).toBeGreaterThan(70);
  expect(count).toBeLessThan(130);
});

test('outlines are hollow, and about half of them crisp', () => {
  const plain = Float32Array.from(digits[0]!, (value) => value / 255);
  const body = plain.filter((value) => value > 0.95).length;
  const outlines = Array.from({ length: 100 }, (_, seed) => changed(digits[0]!, always('outline'), seed));
  const isHollow = (glyph: Float32Array): boolean => glyph.filter((value, at) => plain[at]! > 0.95 && value > 0.5).length < 0.3 * body;
  expect(outlines.filter(isHollow).length).toBeGreaterThan(80);
  const crisp = outlines.filter((glyph) => glyph.every((value) => value === 0 || value === 1)).length;
  expect(crisp).toBeGreaterThan(30);
  expect(crisp).toBeLessThan(70);
});

test('a scan of so few pixels that black and white would leave no digit stays grey', () => {
  const levels = (strength: number): number[] =>
    Array.from({ length: 100 }, (_, seed) => {
      const plane = Float32Array.from(digits[2]!, (value) => value / 255);
      scanSmall(plane, strength, randomFrom(seed));
      return new Set(plane).size;
    });
  expect(Math.min(...levels(0.6))).toBe(2);
  expect(Math.min(...levels(1))).toBeGreaterThan(4);
});
