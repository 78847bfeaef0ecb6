import { ahead } from './ahead';

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('ahead', () => {
  it('keeps the order when a later item is done first', async () => {
    const waits = [3, 1, 2];
    const done = ahead(waits, 3, async (turns) => {
      for (let i = 0; i < turns; i++) await Promise.resolve();
      return turns;
    });
    expect(await collect(done)).toEqual(waits);
  });

  it('never has more under way than it was told', async () => {
    let running = 0;
    let most = 0;
    const done = ahead([1, 2, 3, 4, 5, 6], 2, async (item) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running--;
      return item;
    });
    expect(await collect(done)).toHaveLength(6);
    expect(most).toBe(2);
  });

  it('throws what an item threw, in its turn', async () => {
    const seen: number[] = [];
    const all = (async () => {
      for await (const item of ahead([1, 2, 3], 3, async (n) => (n === 2 ? Promise.reject(new Error('two')) : n))) seen.push(item);
    })();
    await expect(all).rejects.toThrow('two');
    expect(seen).toEqual([1]);
  });
});
