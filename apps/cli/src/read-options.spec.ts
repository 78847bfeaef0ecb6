import { UsageError } from './command';
import { readOptionsOf } from './read-options';

test('flags become the options that the API makes of its query', () => {
  const values = { mode: 'accurate', 'expected-length': '4-8', pattern: '4###', checksum: 'luhn', postcode: 'ch', explain: true };
  expect(readOptionsOf(values)).toEqual({
    layout: 'auto',
    mode: 'accurate',
    constraints: { length: { least: 4, most: 8 }, pattern: '4###', checksum: 'luhn', postcode: 'CH' },
    explain: true,
  });
  expect(readOptionsOf({})).toEqual({ layout: 'auto' });
});

test.each([
  [{ 'expected-length': '9-3' }, /^--expected-length: /],
  [{ 'expected-length': '999' }, /^--expected-length: .* at most 64/],
  [{ pattern: 'A' }, /^--pattern: /],
  [{ checksum: 'crc' }, /^--checksum: /],
])('%j is refused with the name of its flag', (values, message) => {
  expect(() => readOptionsOf(values)).toThrow(UsageError);
  expect(() => readOptionsOf(values)).toThrow(message);
});

test.each([
  { 'expected-length': '3', pattern: '#####' },
  { 'expected-length': '6-8', postcode: 'DE' },
  { pattern: '[0-3]###', postcode: 'US' },
])('%j is refused: no number can be both', (values) => {
  expect(() => readOptionsOf(values)).toThrow(/^--(expected-length|pattern): Another constraint asks for a different number of digits/);
});
