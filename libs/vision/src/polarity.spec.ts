import { findCandidates } from './find-candidates';
import { polarityOf } from './polarity';
import type { Raster } from './raster';

/** A ring that fills a picture of `side`, its hole of radius `hole` (of 1). */
function ring(side: number, hole: number, ink: number, paper: number): Raster {
  const data = Uint8Array.from({ length: side * side }, (_, at) => {
    const [x, y] = [at % side, Math.floor(at / side)].map((place) => (2 * (place + 0.5)) / side - 1);
    const far = Math.hypot(x!, y!);
    return far <= 1 && far > hole ? ink : paper;
  });
  return { width: side, height: side, data };
}

describe.each([
  ['dark on light', 20, 230],
  ['light on dark', 230, 20],
])('a digit that fills its picture, %s', (_name, ink, paper) => {
  const isPaperDark = paper < ink;
  test.each([8, 16, 28, 48])('of %i pixels, bold', (side) => {
    // Ink covers more than half of it.
    const picture = ring(side, 0.55, ink, paper);
    expect(picture.data.filter((value) => value === ink).length).toBeGreaterThan(picture.data.length / 2);
    expect(polarityOf(picture).isPaperDark).toBe(isPaperDark);
  });
  test('thin', () => expect(polarityOf(ring(28, 0.8, ink, paper)).isPaperDark).toBe(isPaperDark));
  test('leaves the middle of the ring without ink in every look at it', () => {
    const [line] = findCandidates(ring(32, 0.4, ink, paper));
    const { pixels, plain = [] } = line!.candidates[0]!.glyph;
    for (const look of [pixels, ...plain]) {
      expect(look![14 * 28 + 14]).toBeLessThan(0.2);
      expect(Math.max(...look!.subarray(13 * 28, 14 * 28))).toBeGreaterThan(0.8);
    }
  });
});

test('of grey levels: the darkest and the lightest of nearly all pixels', () => {
  expect(polarityOf(ring(28, 0.8, 40, 200))).toEqual({ darkest: 40, lightest: 200, middle: 120, isPaperDark: false, paper: 200 });
});
