import { Backoff } from './backoff';

describe('the pause before a crashed process is started again', () => {
  it('doubles with every crash, up to 15 s', () => {
    const backoff = new Backoff();
    expect(Array.from({ length: 8 }, () => backoff.next(100))).toEqual([250, 500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it('is short again after a minute of health', () => {
    const backoff = new Backoff();
    backoff.next(100);
    backoff.next(100);
    expect(backoff.next(60_000)).toBe(250);
    expect(backoff.next(100)).toBe(500);
  });
});
