import { endOfLifetime, keyState, scopesOf } from './lifetime';

const now = new Date('2026-11-21T12:00:00Z');

describe('a key', () => {
  it('ends so many days from now, or not by itself', () => {
    expect(endOfLifetime(30, now)).toBe('2026-12-21T12:00:00.000Z');
    expect(endOfLifetime(null, now)).toBeUndefined();
  });

  it.each([
    ['active', null, null],
    ['active', null, '2026-11-21T12:00:01Z'],
    ['expired', null, '2026-11-21T12:00:00Z'],
    ['revoked', '2026-11-20T00:00:00Z', '2026-11-21T12:00:00Z'],
  ])('is %s: revoked at %s, expiring at %s', (state, revokedAt, expiresAt) => {
    expect(keyState({ revokedAt, expiresAt }, now)).toBe(state);
  });

  it('may do no more than who makes it', () => {
    expect(scopesOf('user', false)).not.toContain('review');
    expect(scopesOf('reviewer', false)).not.toContain('admin');
    expect(scopesOf('admin', false)).toContain('admin');
  });

  it('trains for nobody but an administrator of the installation, whatever their role in the workspace', () => {
    expect(scopesOf('admin', false)).not.toContain('train');
    expect(scopesOf('user', true)).toEqual(['predict', 'batch', 'train']);
  });
});
