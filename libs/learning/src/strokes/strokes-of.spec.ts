import { randomFrom } from './random';
import { scripts } from './scripts';
import { strokesOf } from './strokes-of';

describe('strokesOf', () => {
  it('gives the same strokes for the same seed and others for another', () => {
    expect(strokesOf(4, randomFrom(7))).toEqual(strokesOf(4, randomFrom(7)));
    expect(strokesOf(4, randomFrom(7))).not.toEqual(strokesOf(4, randomFrom(8)));
  });

  it('stays inside the unit square, whatever the hand', () => {
    const random = randomFrom(1);
    for (let i = 0; i < 500; i++) {
      const values = strokesOf(i % 10, random).flatMap((stroke) => stroke.flatMap(({ x, y }) => [x, y]));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...values)).toBeLessThanOrEqual(1);
    }
  });

  it('draws each stroke in small steps, as a pen moves', () => {
    const random = randomFrom(2);
    for (let digit = 0; digit < 10; digit++) {
      for (const stroke of strokesOf(digit, random)) {
        expect(stroke.length).toBeGreaterThan(8);
        const steps = stroke.slice(1).map((point, i) => Math.hypot(point.x - (stroke[i]?.x ?? 0), point.y - (stroke[i]?.y ?? 0)));
        expect(Math.max(...steps)).toBeLessThan(0.15);
      }
    }
  });

  it('writes sevens with and without a bar, and fours that lift the pen and that do not', () => {
    const random = randomFrom(3);
    const lifts = (digit: number) => new Set(Array.from({ length: 60 }, () => strokesOf(digit, random).length));
    expect(lifts(7)).toEqual(new Set([1, 2]));
    expect(lifts(4)).toEqual(new Set([1, 2]));
  });

  it('refuses what is not a digit', () => {
    expect(() => strokesOf(10, randomFrom(1))).toThrow(RangeError);
  });

  it('has several scripts for each digit, all of numbers', () => {
    expect(scripts).toHaveLength(10);
    for (const variants of scripts) {
      expect(variants.length).toBeGreaterThanOrEqual(3);
      for (const script of variants) expect(script).toMatch(/^(\d+,\d+!?( \| | |$))+$/);
    }
  });
});
