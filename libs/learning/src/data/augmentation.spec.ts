import { randomFrom } from '../strokes/random';
import { augment, type Augmentation } from './augmentation';

const still: Augmentation = { rotation: 0, scale: 0, shear: 0, shift: 0, thickness: 0 };
// A bar two columns wide, a little left of the middle.
const bar = Uint8Array.from({ length: 784 }, (_, at) => (at % 28 >= 11 && at % 28 <= 12 && at >= 6 * 28 && at < 22 * 28 ? 255 : 0));

function changed(limits: Partial<Augmentation>, seed = 1): Float32Array {
  const target = new Float32Array(784);
  augment(bar, target, 0, { ...still, ...limits }, randomFrom(seed));
  return target;
}
const ink = (glyph: ArrayLike<number>): number => Array.from(glyph).reduce((sum, value) => sum + value, 0);
/** Mean column and row of the ink, and how much the two vary together. */
function moments(glyph: Float32Array): { x: number; y: number; slant: number } {
  const mean = (of: (x: number, y: number) => number): number =>
    glyph.reduce((sum, value, at) => sum + value * of(at % 28, Math.floor(at / 28)), 0) / ink(glyph);
  const [x, y] = [mean((column) => column), mean((_, row) => row)];
  return { x, y, slant: mean((column, row) => (column - x) * (row - y)) };
}

describe('augmentation', () => {
  test('without limits changes nothing', () => {
    expect([...changed({})]).toEqual([...bar].map((value) => value / 255));
  });
  test('repeats with the seed and differs with another', () => {
    const limits = { rotation: 12, scale: 0.1, shear: 0.15, shift: 1.5, thickness: 0.5 };
    expect(changed(limits, 4)).toEqual(changed(limits, 4));
    expect(changed(limits, 4)).not.toEqual(changed(limits, 5));
  });
  test('stays in [0, 1] and keeps most of the ink', () => {
    for (let seed = 0; seed < 50; seed++) {
      const glyph = changed({ rotation: 12, scale: 0.1, shear: 0.15, shift: 1.5, thickness: 0.5 }, seed);
      expect(glyph.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(ink(glyph)).toBeGreaterThan(0.3 * ink(changed({})));
    }
  });
  test('shifts by no more than its limit', () => {
    const from = moments(changed({}));
    const far = Array.from({ length: 40 }, (_, seed) => moments(changed({ shift: 2 }, seed)).x - from.x);
    expect(Math.max(...far.map(Math.abs))).toBeLessThanOrEqual(2.01);
    expect(Math.max(...far)).toBeGreaterThan(1);
    expect(Math.min(...far)).toBeLessThan(-1);
  });
  test('fills from outside with paper, or with the nearest pixel', () => {
    const frame = Uint8Array.from({ length: 784 }, () => 255);
    const shifted = (fill?: 'nearest') => {
      const target = new Float32Array(784);
      augment(frame, target, 0, { ...still, shift: 5, rotation: 20, ...(fill && { fill }) }, randomFrom(3));
      return target;
    };
    expect(ink(shifted())).toBeLessThan(784 - 28);
    expect(Math.min(...shifted('nearest'))).toBeCloseTo(1, 5);
  });
  test('rotation and shear slant a bar, to either side', () => {
    for (const limits of [{ rotation: 12 }, { shear: 0.2 }]) {
      const slants = Array.from({ length: 20 }, (_, seed) => moments(changed(limits, seed)).slant);
      expect(Math.max(...slants)).toBeGreaterThan(1);
      expect(Math.min(...slants)).toBeLessThan(-1);
    }
  });
  test('thickness adds ink or takes it away', () => {
    const amounts = Array.from({ length: 20 }, (_, seed) => ink(changed({ thickness: 0.5 }, seed)));
    expect(Math.max(...amounts)).toBeGreaterThan(1.2 * ink(changed({})));
    expect(Math.min(...amounts)).toBeLessThan(0.8 * ink(changed({})));
  });
});
