import { GLYPH_SIDE, GLYPH_SIZE } from '@numera/vision';
import { occlusionMap, occlusionsOf } from './occlusion';

/** A bar down the left half and a dot in the right half. */
const glyph = Float32Array.from({ length: GLYPH_SIZE }, (_, i) => {
  const [x, y] = [i % GLYPH_SIDE, Math.floor(i / GLYPH_SIDE)];
  return (Math.abs(x - 8) < 2 && y > 3 && y < 24) || Math.hypot(x - 20, y - 14) < 3 ? 1 : 0;
});
/** A network that says 1 for ink in the right half and nothing else. */
const logits = (pixels: Float32Array): number[] => {
  const ink = pixels.reduce((sum, value, i) => sum + (i % GLYPH_SIDE >= 14 ? value : 0), 0);
  return [0, ink / 4 - 3];
};

describe('the occlusion map of a glyph', () => {
  const occluded = occlusionsOf(glyph);
  const map = occlusionMap(
    occluded,
    logits(glyph),
    occluded.map(({ pixels }) => logits(pixels)),
    1,
  );
  const at = (x: number, y: number): number => map[y * GLYPH_SIDE + x]!;

  test('hides every part that has ink, and no other', () => {
    expect(occluded.length).toBeGreaterThan(20);
    expect(occluded.length).toBeLessThanOrEqual(144);
    for (const { pixels } of occluded) {
      expect(pixels.every((value, i) => value >= 0 && value <= glyph[i]!)).toBe(true);
      expect(pixels.some((value, i) => value < glyph[i]!)).toBe(true);
    }
    expect(occlusionsOf(new Float32Array(GLYPH_SIZE))).toEqual([]);
  });
  test('is hot where the network looks and cold where it does not', () => {
    expect(Math.max(...map)).toBe(1);
    expect(at(20, 14)).toBeGreaterThan(0.8);
    expect(at(8, 8)).toBe(0);
    expect(map.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
  test('is empty where hiding makes the label only likelier', () => {
    const against = occlusionMap(
      occluded,
      logits(glyph),
      occluded.map(({ pixels }) => logits(pixels)),
      0,
    );
    expect(Math.max(...against)).toBe(0);
  });
});
