import { areDigits, digitOf } from './labels';

test('a digit is one figure and nothing else', () => {
  expect(['0', '9', 'x', '', '10', '٣'].map(digitOf)).toEqual([0, 9, null, null, null, null]);
});

test('the ten digits are told from other labels and from another order', () => {
  const digits = [...'0123456789'];
  expect([digits, digits.toReversed(), [...digits, 'x'], digits.slice(1)].map(areDigits)).toEqual([true, false, false, false]);
});
