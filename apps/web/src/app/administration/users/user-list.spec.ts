import { rolesOf, sortedBy, statusOf } from './user-list';

describe('the list of users', () => {
  it.each([
    ['name', '-createdAt', 'name'],
    ['name', 'name', '-name'],
    ['name', '-name', 'name'],
  ] as const)('sorts by %s after %s as %s', (column, now, next) => {
    expect(sortedBy(column, now)).toBe(next);
  });

  it.each([
    ['active', false, true],
    ['unconfirmed', false, false],
    ['disabled', true, false],
    ['disabled', true, true],
  ])('calls someone %s who is disabled: %s, confirmed: %s', (status, isDisabled, emailVerified) => {
    expect(statusOf({ isDisabled, emailVerified })).toBe(status);
  });

  it('names each role that someone has anywhere once, the most powerful first', () => {
    const memberships = (['user', 'admin', 'user'] as const).map((role, place) => ({ id: String(place), name: 'W', role }));
    expect(rolesOf({ isAdministrator: true, memberships })).toEqual(['administrator', 'admin', 'user']);
  });
});
