import type { Reading } from '@numera/contracts';
import type { Raster } from '@numera/vision';
import { findTurned, readTurned } from './turns';

/** A thick bar, 20 wide and 60 high, at (10, 20) of a white page of 100 x 90. */
const picture: Raster = {
  width: 100,
  height: 90,
  data: Uint8Array.from({ length: 9000 }, (_, i) =>
    i % 100 >= 10 && i % 100 < 30 && Math.floor(i / 100) >= 20 && Math.floor(i / 100) < 80 ? 0 : 255,
  ),
};
/** Reads whatever is found as a 1, the surer the more upright it stands. */
const read = async (lines: Parameters<Parameters<typeof readTurned>[1]>[0]): Promise<Reading> => {
  const glyphs = lines.flatMap(({ candidates }) => candidates).map(({ glyph }) => glyph);
  const [glyph] = glyphs;
  if (glyph === undefined) return { text: null, confidence: 0, decision: 'reject', glyphs: [] };
  const confidence = glyph.box.height > glyph.box.width ? 0.9 : 0.2;
  return {
    text: '1',
    confidence,
    decision: 'review',
    glyphs: [{ label: '1', digit: 1, confidence, probabilities: [0.1, 0.9], box: glyph.box, row: 0 }],
  };
};

test.each(['0', '90', '180', '270', 'auto'] as const)(
  'a picture read with a turn of %s has its box where the ink is in the picture',
  async (rotate) => {
    const found = findTurned(picture, { layout: 'single', rotate });
    expect(found.ways).toHaveLength(rotate === 'auto' ? 4 : 1);
    const { glyphs, confidence } = await readTurned(found, read);
    const { x, y, width, height } = glyphs[0]!.box;
    for (const [value, right] of [
      [x, 10],
      [y, 20],
      [width, 20],
      [height, 60],
    ] as const)
      expect(Math.abs(value - right)).toBeLessThanOrEqual(3);
    expect(confidence).toBe(rotate === '90' || rotate === '270' ? 0.2 : 0.9);
  },
);
