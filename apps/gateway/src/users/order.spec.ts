import { Problem } from '../http/problem';
import { after, cursorOf, placeOf } from './order';

const row = {
  id: '01939000-0000-7000-8000-00000000000a',
  name: 'Ann',
  email: 'ann@example.org',
  createdAt: new Date('2026-01-02T03:04:05.678Z'),
};

describe('the order of users', () => {
  it('goes on after the row that a cursor was made of', () => {
    expect(after('name', placeOf('name', cursorOf('name', row))!)).toEqual({
      OR: [{ name: { gt: 'Ann' } }, { name: 'Ann', id: { gt: row.id } }],
    });
    expect(after('-createdAt', placeOf('-createdAt', cursorOf('-createdAt', row))!)).toEqual({
      OR: [{ createdAt: { lt: row.createdAt } }, { createdAt: row.createdAt, id: { lt: row.id } }],
    });
    expect(placeOf('name', undefined)).toBeNull();
  });

  it.each([
    '',
    'nonsense',
    Buffer.from('["x"]').toString('base64url'),
    Buffer.from('{"value":1}').toString('base64url'),
    cursorOf('name', row),
  ])('refuses %p', (cursor) => expect(() => placeOf('createdAt', cursor)).toThrow(Problem));
});
