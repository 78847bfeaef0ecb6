import { heldApartWords } from '../negatives';
import { SPACINGS } from './laying';
import { heldApartTallSigns } from './signs';
import { stringSamples, type StringSample } from './string-samples';
import { strokeWriter } from './writers';

const drawn = (count: number, seed: number): StringSample[] => [...stringSamples({ count, seed, writers: [strokeWriter] })];

describe('strings of our own strokes', () => {
  it('have 2 to 8 digits, a box for each inside the picture, and every kind in turn', () => {
    const samples = drawn(18, 5);
    for (const { raster, label, boxes } of samples) {
      expect(label).toMatch(/^\d{2,8}$/);
      expect(raster.data).toHaveLength(raster.width * raster.height);
      expect(boxes).toHaveLength(label.length);
      for (const box of boxes) {
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(raster.width);
        expect(box.y + box.height).toBeLessThanOrEqual(raster.height);
      }
    }
    expect(new Set(samples.map(({ kind }) => kind)).size).toBe(9);
  });

  it('are the same for a seed and others for another', () => {
    const labels = (seed: number): string =>
      drawn(6, seed)
        .map(({ label }) => label)
        .join();
    expect(labels(1)).toBe(labels(1));
    expect(labels(1)).not.toBe(labels(2));
  });

  it('stand as their kind says: paper between the boxes of spaced ones, none between those that touch', () => {
    for (const { kind, boxes } of drawn(27, 8)) {
      const gaps = boxes.slice(1).map((box, i) => box.x - (boxes[i]!.x + boxes[i]!.width));
      const spacing = SPACINGS.find((each) => kind.startsWith(each));
      if (spacing === 'spaced') expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3);
      if (spacing === 'touching') expect(Math.max(...gaps)).toBeLessThan(3);
    }
  });

  it('have words before or behind them when asked, with paper between', () => {
    const worded = [...stringSamples({ count: 27, seed: 8, writers: [strokeWriter], signs: heldApartWords() })];
    for (const { label, boxes } of worded) expect(boxes).toHaveLength(label.length);
    const before = worded.filter(({ boxes: [first] }) => first!.x > 1.2 * first!.height);
    const behind = worded.filter(({ raster, boxes }) => raster.width - boxes.at(-1)!.x - boxes.at(-1)!.width > 1.2 * boxes.at(-1)!.height);
    for (const some of [before, behind]) expect(some.length).toBeGreaterThan(worded.length / 3);
  });

  it('have slashes among them and brackets around them when asked, taller than they are', () => {
    const tall = [...stringSamples({ count: 27, seed: 8, writers: [strokeWriter], tall: heldApartTallSigns })];
    for (const { label, boxes } of tall) expect(boxes).toHaveLength(label.length);
    const clean = tall.filter(({ kind }) => kind.includes('clean'));
    const higher = clean.filter(({ raster, boxes }) => rowsInked(raster) > 1.1 * Math.max(...boxes.map(({ height }) => height)));
    expect(higher.length).toBeGreaterThan(clean.length / 2);
  });
});

/** From the first row with ink, dark on light, to the last. */
function rowsInked({ width, data }: StringSample['raster']): number {
  const dark = [...data.keys()].filter((at) => data[at]! < 100);
  return Math.floor(dark.at(-1)! / width) - Math.floor(dark[0]! / width) + 1;
}
