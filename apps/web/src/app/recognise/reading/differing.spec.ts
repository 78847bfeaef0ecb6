import { differing } from './differing';

const marked = (text: string, from: string): string =>
  differing(text, from)
    .map((part) => (part.isOther ? `<${part.text}>` : part.text))
    .join('');

describe('what sets a text apart', () => {
  it.each([
    ['4711', '4717', '471<1>'],
    ['1711', '4711', '<1>711'],
    ['4011', '4711', '4<0>11'],
    ['10112', '1012', '101<1>2'],
    ['1112', '112', '11<1>2'],
    ['47', '4711', '47'],
    ['', '1', ''],
  ])('of %s beside %s is %s', (text, from, expected) => {
    expect(marked(text, from)).toBe(expected);
  });
});
