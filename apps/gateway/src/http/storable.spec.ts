import { Problem } from './problem';
import { refuseUnstorable } from './storable';

const codeOf = (value: unknown): string | undefined => {
  try {
    refuseUnstorable(value);
    return undefined;
  } catch (error) {
    return error instanceof Problem && error.status === 400 ? error.code : String(error);
  }
};
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

test.each([[null], [1], ['text'], ['👩‍👩‍👧‍👦 ﷺ'], [{ a: [{ b: 'c' }] }], [nested(32)]])('%j can be kept', (value) =>
  expect(codeOf(value)).toBeUndefined(),
);

test.each([['a\0b'], [{ a: ['\0'] }], [{ 'a\0': 1 }], ['\ud800'], [{ a: 'x\udc00y' }]])('%j is refused', (value) =>
  expect(codeOf(value)).toBe('bad_text'),
);

test.each([33, 100_000])('%i levels are refused', (depth) => expect(codeOf(nested(depth))).toBe('too_deep'));
