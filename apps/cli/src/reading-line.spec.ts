import type { Reading } from '@numera/contracts';
import { readingLine } from './reading-line';

const reading: Reading = { text: '12874', confidence: 0.98807, decision: 'accept', glyphs: [], reason: 'sure' };

test.each<[string, Partial<Reading>, string]>([
  ['accepted: nothing more to say', {}, 'a.png\t12874\t 98.81 %\taccept'],
  ['rows beside each other', { text: '12\n874' }, 'a.png\t12 / 874\t 98.81 %\taccept'],
  ['a broken constraint', { decision: 'review', reason: 'unmet_constraint' }, 'a.png\t12874\t 98.81 %\treview\tbreaks a constraint'],
  [
    'no digit, however sure the network is',
    { text: null, confidence: 0.9973, decision: 'reject', reason: 'no_digit' },
    'a.png\t-\t       -\treject\tno digit found',
  ],
])('%s', (_, more, line) => {
  expect(readingLine('a.png', { ...reading, ...more })).toBe(line);
});
