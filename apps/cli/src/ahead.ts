/**
 * What `work` makes of each item, in the items' order, with up to `count` of them under way at once: decoding runs on other threads
 * while the network computes on this one.
 */
export async function* ahead<T, R>(items: Iterable<T>, count: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const pending: Promise<R>[] = [];
  for (const item of items) {
    const started = work(item);
    // Awaited in its turn; until then a failure must not count as unhandled.
    started.catch(() => undefined);
    pending.push(started);
    if (pending.length < count) continue;
    for (const oldest of pending.splice(0, 1)) yield await oldest;
  }
  for (const started of pending) yield await started;
}
