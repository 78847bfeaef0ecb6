import { hashKey, isKey, keyIn, makeKey } from './key';

describe('a key', () => {
  it('is 32 bytes that no other key has, of which a few characters and the hash are kept', () => {
    const keys = Array.from({ length: 1_000 }, makeKey);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1_000);
    for (const { key, prefix, keyHash } of keys) {
      expect(isKey(key)).toBe(true);
      expect(Buffer.from(key.slice('numera_'.length), 'base64url')).toHaveLength(32);
      expect(key.startsWith(prefix)).toBe(true);
      expect(prefix).toHaveLength(13);
      expect(keyHash).toBe(hashKey(key));
    }
  });

  it('comes as a bearer or in a header of its own; another scheme is a wrong key, not none', () => {
    expect(keyIn({ headers: { authorization: 'Bearer abc', 'x-api-key': 'def' } })).toBe('abc');
    expect(keyIn({ headers: { 'x-api-key': 'def' } })).toBe('def');
    expect(keyIn({ headers: { authorization: 'Basic YTpi', 'x-api-key': 'def' } })).toBe('');
    expect(keyIn({ headers: {} })).toBeUndefined();
  });
});
