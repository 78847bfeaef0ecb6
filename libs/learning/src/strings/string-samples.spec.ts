import { SPACINGS } from './laying';
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
});
