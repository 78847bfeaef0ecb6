import { Slots } from './slots';

/** Work that ends when told to. */
function handWork() {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const work = (i: number) => () => {
    begun.push(i);
    return new Promise<number>((resolve) => (ends[i] = () => resolve(i)));
  };
  return { begun, ends, work };
}

describe('slots', () => {
  it('let no more than their number run, and the others in order', async () => {
    const { begun, ends, work } = handWork();
    const slots = new Slots(2);
    const results = [0, 1, 2, 3].map((i) => slots.run(work(i)));
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    expect(await results[1]).toBe(1);
    expect(begun).toEqual([0, 1, 2]);
    ends[0]?.();
    await results[0];
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('are given back by work that fails', async () => {
    const slots = new Slots(1);
    await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await slots.run(async () => 'yes')).toBe('yes');
  });

  it('are at least one', () => {
    expect(() => new Slots(0)).toThrow(RangeError);
  });
});
