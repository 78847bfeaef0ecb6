import { digitsSeen } from './digits-seen';
import { BLANK, LINE_LABELS } from './line-places';

const logitsOf = (places: string): Float32Array => {
  const logits = new Float32Array(places.length * LINE_LABELS);
  [...places].forEach((letter, i) => (logits[i * LINE_LABELS + (letter === '.' ? BLANK : Number(letter))] = 9));
  return logits;
};

it('digits reach half way to their neighbours, and the outer ones to the ends', () => {
  expect(digitsSeen(logitsOf('..33....11..'), 24)).toEqual([
    { left: 0, right: 12 },
    { left: 12, right: 24 },
  ]);
});

it('the same digit twice is parted by a blank, two digits need none', () => {
  expect(digitsSeen(logitsOf('.1.1.'), 10)).toHaveLength(2);
  expect(digitsSeen(logitsOf('.1122.'), 12)).toEqual([
    { left: 0, right: 6 },
    { left: 6, right: 12 },
  ]);
});

it('nothing is seen in a blank line', () => {
  expect(digitsSeen(logitsOf('.....'), 10)).toEqual([]);
});
