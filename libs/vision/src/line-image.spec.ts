import { drawLines, FOUR_LINES, linesAt, SEVEN_LINES, type DrawnLine } from '@numera/testing';
import { findCandidates } from './find-candidates';
import { lineImage, type LineImage } from './line-image';
import type { Raster } from './raster';

const imageOf = (raster: Raster, height: number): LineImage => lineImage(findCandidates(raster)[0]!.ink!, height);
const digits = (slope: number): DrawnLine[] =>
  [10, 110, 210, 310].flatMap((x, i) => linesAt(i % 2 === 0 ? FOUR_LINES : SEVEN_LINES, x, 60 + slope * x, 80));
/** First and last row with a bright pixel, of the columns `from` to `to` (shares of the width). */
function extent({ width, height, data }: Raster, from: number, to: number): [number, number] {
  const rows: number[] = [];
  for (let y = 0; y < height; y++) {
    if (data.subarray(y * width + Math.floor(from * width), y * width + Math.ceil(to * width)).some((value) => value > 128)) rows.push(y);
  }
  return [rows[0]!, rows.at(-1)!];
}

it('is of the wanted height, ink bright on black, and keeps the aspect', () => {
  const { raster } = imageOf(drawLines(420, 200, digits(0)), 32);
  expect(raster.height).toBe(32);
  expect(raster.data).toHaveLength(raster.width * 32);
  expect(raster.data[0]).toBe(0);
  expect(Math.max(...raster.data)).toBeGreaterThan(200);
  // 360 pixels of ink, 68 high, of which 26 rows are left.
  expect(Math.abs(raster.width - (360 * 26) / 68)).toBeLessThan(10);
});

it('is level when the line climbs or sinks', () => {
  for (const slope of [-0.12, 0.12]) {
    const { raster } = imageOf(drawLines(420, 220, digits(slope)), 48);
    const [left, right] = [extent(raster, 0, 0.2), extent(raster, 0.8, 1)];
    expect(Math.abs(left[0] - right[0])).toBeLessThanOrEqual(4);
    expect(Math.abs(left[1] - right[1])).toBeLessThanOrEqual(4);
  }
});

it('leads back to the pixels of the picture', () => {
  for (const slope of [0, 0.12]) {
    const { raster, toPicture } = imageOf(drawLines(420, 220, digits(slope)), 48);
    const last = toPicture({ x: raster.width * 0.83, y: 0, width: raster.width * 0.17, height: 48 });
    expect(Math.abs(last.x + last.width - 376)).toBeLessThan(16);
    expect(Math.abs(last.y - (68 + slope * 310))).toBeLessThan(16);
    expect(Math.abs(last.height - 70)).toBeLessThan(20);
  }
});

it('leaves out commas and a rule below', () => {
  const marked = drawLines(420, 200, [...digits(0), [100, 128, 96, 146], [10, 160, 380, 160]]);
  const { raster } = imageOf(marked, 32);
  expect(Math.abs(raster.width - (360 * 26) / 68)).toBeLessThan(10);
  expect(extent(raster, 0, 1)[1]).toBeGreaterThan(26);
});
