import { Waiters } from './waiters';

describe('Waiters', () => {
  it('wakes everyone who waits for the id, and no one else', async () => {
    const waiters = new Waiters();
    const order: string[] = [];
    const first = waiters.wait('a', 10_000).then(() => order.push('first'));
    const second = waiters.wait('a', 10_000).then(() => order.push('second'));
    const other = waiters.wait('b', 30).then(() => order.push('other'));
    waiters.wake('a');
    await Promise.all([first, second]);
    expect(waiters.ids).toEqual(['b']);
    await other;
    expect(order).toEqual(['first', 'second', 'other']);
    expect(waiters.ids).toEqual([]);
  });

  it('hands on how the prediction ended when the waker knows', async () => {
    const waiters = new Waiters();
    const timings = { queueMs: 0, decodeMs: 0, inferMs: 0 };
    const outcome = { status: 'failed', predictionId: 'a', error: { code: 'undecodable', message: 'damaged' }, timings } as const;
    const waited = waiters.wait('a', 10_000);
    waiters.wake('a', { outcome, completedAt: new Date(0) });
    expect(await waited).toEqual({ outcome, completedAt: new Date(0) });
    const ignorant = waiters.wait('b', 10_000);
    waiters.wake('b');
    expect(await ignorant).toBeUndefined();
  });

  it('does not wait at all when the time is zero', async () => {
    const waiters = new Waiters();
    await waiters.wait('a', 0);
    expect(waiters.ids).toEqual([]);
  });

  it('gives up when the caller goes away', async () => {
    const waiters = new Waiters();
    const caller = new AbortController();
    const waited = waiters.wait('a', 10_000, caller.signal);
    caller.abort();
    await waited;
    expect(waiters.ids).toEqual([]);
  });

  it('lets nobody wait once it is released', async () => {
    const waiters = new Waiters();
    const waited = waiters.wait('a', 10_000);
    waiters.release();
    await waited;
    await waiters.wait('b', 10_000);
    expect(waiters.ids).toEqual([]);
  });
});
