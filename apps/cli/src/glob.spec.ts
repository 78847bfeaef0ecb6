import { matchesGlob } from './glob';

describe('matchesGlob', () => {
  it.each([
    ['thick*', 'thick-pen', true],
    ['thick*', 'very-thick', false],
    ['*-pen', 'thick-pen', true],
    ['?x', 'ax', true],
    ['?x', 'x', false],
    ['a.b', 'axb', false],
    ['[a]', '[a]', true],
    ['*', '', true],
  ])('%s and %s: %s', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });
});
