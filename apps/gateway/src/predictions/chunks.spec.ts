import { Chunks } from './chunks';

/** Work that is done when the test says so. */
function held() {
  const begun: { items: readonly number[]; finish: () => void; fail: (error: Error) => void }[] = [];
  const work = (items: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => begun.push({ items, finish: () => resolve(items.map((item) => item * 10)), fail: reject }));
  return { begun, work };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('items in chunks', () => {
  it('a lone one goes at once; what comes meanwhile goes together, each with its own result', async () => {
    const { begun, work } = held();
    const chunks = new Chunks(work);
    const first = chunks.add(1);
    const others = [2, 3].map((item) => chunks.add(item));
    expect(begun.map(({ items }) => items)).toEqual([[1]]);
    begun[0]!.finish();
    expect(await first).toBe(10);
    await turn();
    expect(begun[1]!.items).toEqual([2, 3]);
    begun[1]!.finish();
    expect(await Promise.all(others)).toEqual([20, 30]);
  });

  it('a chunk has at most sixteen', async () => {
    const { begun, work } = held();
    const chunks = new Chunks(work);
    for (let item = 0; item < 18; item++) void chunks.add(item);
    begun[0]!.finish();
    await turn();
    expect(begun[1]!.items).toHaveLength(16);
  });

  it('a failure is each of its items’, and the next chunk goes on', async () => {
    const { begun, work } = held();
    const chunks = new Chunks(work);
    const first = chunks.add(1);
    const second = chunks.add(2);
    begun[0]!.fail(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    begun[1]!.finish();
    expect(await second).toBe(20);
  });

  it('waits for room, but not for long, and a full chunk not at all', async () => {
    const seen: number[] = [];
    const chunks = new Chunks<number, null>(
      (items) => {
        seen.push(items.length);
        return Promise.resolve(items.map(() => null));
      },
      () => new Promise(() => undefined),
    );
    const all = Array.from({ length: 18 }, (_, item) => chunks.add(item));
    await turn();
    expect(seen).toEqual([]);
    await Promise.all(all);
    expect(seen).toEqual([16, 2]);
  });
});
