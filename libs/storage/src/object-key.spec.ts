import { newObjectKey, parseKind, parseObjectKey } from './object-key';
import { BadObjectKey } from './object-store';

describe('object keys', () => {
  it('are opaque, random and of the form that the contracts want', () => {
    const keys = Array.from({ length: 100 }, () => newObjectKey('images'));
    for (const key of keys) expect(key).toMatch(/^images\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
    expect(new Set(keys).size).toBe(100);
    expect(parseObjectKey(keys[0] ?? '')).toBe(keys[0]);
  });

  it.each([
    '',
    'images',
    'images/00',
    '../etc/passwd',
    'images/00/../../../x',
    'images/00/..',
    '/etc/00/0123456789',
    'images/00/0123456789\n',
  ])('refuse %j', (text) => {
    expect(() => parseObjectKey(text)).toThrow(BadObjectKey);
  });

  it.each(['', '.unfinished', 'a/b', 'Images', '..'])('have no kind %j', (kind) => {
    expect(() => parseKind(kind)).toThrow(BadObjectKey);
    expect(() => newObjectKey(kind)).toThrow(BadObjectKey);
  });
});
