import { barsOf, scaleFor, totalsOf } from './usage';

const days = [
  { day: '2026-11-20', requests: 30, refused: 10 },
  { day: '2026-11-21', requests: 0, refused: 0 },
];

describe('the usage of a key', () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [10, 10],
    [11, 20],
    [51, 100],
    [4_200, 5_000],
  ])('of %i at most is drawn on a scale to %i', (most, scale) => {
    expect(scaleFor(most)).toBe(scale);
  });

  it('is a bar a day, the refused on top of the rest', () => {
    const { scale, bars } = barsOf(days);
    expect(scale).toBe(50);
    expect(bars).toEqual([
      { ...days[0], taken: 0.4, turnedAway: 0.2 },
      { ...days[1], taken: 0, turnedAway: 0 },
    ]);
  });

  it('adds up', () => {
    expect(totalsOf(days)).toEqual({ requests: 30, refused: 10 });
    expect(totalsOf([])).toEqual({ requests: 0, refused: 0 });
  });
});
