import { endOf, startOf } from './days';

describe('a day as a filter', () => {
  it('begins at its first moment and ends with the first moment of the next, where the visitor is', () => {
    expect(startOf('2026-11-21')).toBe(new Date(2026, 10, 21).toISOString());
    expect(endOf('2026-11-21')).toBe(new Date(2026, 10, 22).toISOString());
    expect(endOf('2026-12-31')).toBe(new Date(2027, 0, 1).toISOString());
  });

  it.each(['', 'yesterday', '2026-13-45'])('is no filter when it is no day: %j', (day) => {
    expect([startOf(day), endOf(day)]).toEqual(['', '']);
  });
});
