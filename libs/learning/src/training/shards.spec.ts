import type { Batch } from './batches';
import { cutBatch, joinSlopes, viewsOf, writeFlat } from './shards';

const batch: Batch = {
  count: 5,
  pixels: Uint8Array.from({ length: 5 * 784 }, (_, i) => Math.floor(i / 784)),
  classes: Uint8Array.of(9, 8, 7, 6, 5),
  augmentation: null,
};

describe('a batch shared out', () => {
  test('keeps every sample once, in order, the parts within one of each other', () => {
    const parts = cutBatch(batch, 2);
    expect(parts.map(({ count }) => count)).toEqual([2, 3]);
    expect(parts.flatMap(({ classes }) => [...classes])).toEqual([9, 8, 7, 6, 5]);
    expect(parts.flatMap(({ pixels }) => [...pixels])).toEqual([...batch.pixels]);
  });
  test('has no empty part when there are more threads than samples', () => {
    expect(cutBatch(batch, 8).map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
  });
  test('comes together as the mean over all samples', () => {
    const part = (count: number, loss: number, slope: number, logits: number[]) => ({
      ...{ count, loss, logits: Float32Array.from(logits) },
      gradients: new Map([['w', Float32Array.of(slope, 0)]]),
    });
    const whole = joinSlopes([part(1, 4, 8, [1]), part(3, 0, 4, [2, 3, 4])]);
    expect(whole.loss).toBeCloseTo(1, 10);
    expect([...whole.logits]).toEqual([1, 2, 3, 4]);
    expect([...whole.gradients.get('w')!]).toEqual([5, 0]);
  });
  test('weights survive the way through shared memory', () => {
    const flat = new Float32Array(3);
    writeFlat(
      new Map([
        ['a', Float32Array.of(1)],
        ['b', Float32Array.of(2, 3)],
      ]),
      flat,
    );
    const views = viewsOf(
      [
        { id: 'a', size: 1 },
        { id: 'b', size: 2 },
      ],
      flat,
    );
    expect([...views].map(([id, values]) => [id, ...values])).toEqual([
      ['a', 1],
      ['b', 2, 3],
    ]);
  });
});
