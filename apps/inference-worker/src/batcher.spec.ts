import { Batcher, type Schedule } from './batcher';

/** A clock that only moves when told to. */
class HandClock {
  private now = 0;
  private timers: { at: number; run: () => void }[] = [];

  readonly schedule: Schedule = (run, afterMs) => {
    const timer = { at: this.now + afterMs, run };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  };

  advance(ms: number): void {
    this.now += ms;
    const due = this.timers.filter(({ at }) => at <= this.now);
    this.timers = this.timers.filter(({ at }) => at > this.now);
    for (const { run } of due) run();
  }

  get running(): number {
    return this.timers.length;
  }
}

function doubling(maxBatch: number, maxWaitMs: number) {
  const clock = new HandClock();
  const runs: number[][] = [];
  const batcher = new Batcher<number, number>(
    async (items) => {
      runs.push([...items]);
      if (items.includes(13)) throw new Error('thirteen');
      return items.map((item) => item * 2);
    },
    { maxBatch, maxWaitMs, schedule: clock.schedule },
  );
  return { batcher, clock, runs };
}

describe('the batcher', () => {
  it('answers one item', async () => {
    const { batcher, clock, runs } = doubling(8, 2);
    const answer = batcher.add(21);
    clock.advance(2);
    expect(await answer).toBe(42);
    expect(runs).toEqual([[21]]);
  });

  it('with zero wait still puts together what is asked for in one turn', async () => {
    const { batcher, clock, runs } = doubling(8, 0);
    const answers = Promise.all([batcher.add(1), batcher.add(2)]);
    clock.advance(0);
    expect(await answers).toEqual([2, 4]);
    expect(runs).toEqual([[1, 2]]);
  });

  it('runs a partial batch when the first item has waited long enough', async () => {
    const { batcher, clock, runs } = doubling(8, 10);
    const first = batcher.add(1);
    clock.advance(6);
    const second = batcher.add(2);
    clock.advance(3);
    expect(runs).toEqual([]);
    clock.advance(1);
    expect(await Promise.all([first, second])).toEqual([2, 4]);
    expect(runs).toEqual([[1, 2]]);
  });

  it('runs a full batch early and lets the next one wait anew', async () => {
    const { batcher, clock, runs } = doubling(2, 10);
    const answers = [batcher.add(1), batcher.add(2), batcher.add(3)];
    expect(await Promise.all(answers.slice(0, 2))).toEqual([2, 4]);
    expect(runs).toEqual([[1, 2]]);
    clock.advance(10);
    expect(await answers[2]).toBe(6);
    expect(runs).toEqual([[1, 2], [3]]);
    expect(clock.running).toBe(0);
  });

  it('fails only the items of a run that failed', async () => {
    const { batcher, clock } = doubling(2, 10);
    const failing = [batcher.add(13), batcher.add(1)];
    const other = batcher.add(4);
    await expect(Promise.allSettled(failing)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    await expect(failing[0]).rejects.toThrow('thirteen');
    clock.advance(10);
    expect(await other).toBe(8);
  });

  it('fails the items of a run that gave too few results', async () => {
    const batcher = new Batcher<number, number>(async () => [1], { maxBatch: 2, maxWaitMs: 0 });
    const answers = [batcher.add(1), batcher.add(2)];
    await expect(Promise.allSettled(answers)).resolves.toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    await expect(answers[1]).rejects.toThrow(new RangeError('a run of 2 items gave 1 results'));
  });

  it.each([
    [0, 2],
    [1.5, 2],
    [Number.NaN, 2],
    [8, -1],
    [8, Number.POSITIVE_INFINITY],
  ])('refuses maxBatch %p with maxWaitMs %p', (maxBatch, maxWaitMs) => {
    expect(() => new Batcher(async (items) => items, { maxBatch, maxWaitMs })).toThrow(RangeError);
  });

  it('runs what waits, and everything after it at once, when it is hurried', async () => {
    const { batcher, clock, runs } = doubling(8, 10);
    const waiting = batcher.add(1);
    batcher.hurry();
    expect(await waiting).toBe(2);
    expect(await batcher.add(2)).toBe(4);
    expect(runs).toEqual([[1], [2]]);
    expect(clock.running).toBe(0);
  });
});
