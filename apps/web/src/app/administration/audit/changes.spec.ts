import { changesOf } from './changes';

describe('the changes of an event', () => {
  it('are the values that differ, side by side', () => {
    expect(changesOf({ role: 'user', name: 'W' }, { role: 'admin', name: 'W' })).toEqual([
      { name: 'role', before: 'user', after: 'admin' },
    ]);
  });

  it('show what came and what went', () => {
    expect(changesOf(null, { scopes: ['predict'], isUnlimited: false })).toEqual([
      { name: 'scopes', before: null, after: '["predict"]' },
      { name: 'isUnlimited', before: null, after: 'false' },
    ]);
    expect(changesOf({ expiresAt: null }, null)).toEqual([{ name: 'expiresAt', before: '–', after: null }]);
  });

  it('name what lies within by its path', () => {
    expect(changesOf({ personal: { email: 'hmac-sha256:a' } }, { personal: { email: 'hmac-sha256:b' } })).toEqual([
      { name: 'personal.email', before: 'hmac-sha256:a', after: 'hmac-sha256:b' },
    ]);
  });

  it('are none where nothing was changed', () => {
    expect(changesOf(null, undefined)).toEqual([]);
  });
});
