import { rejectionLines } from './rejection-lines';

test('what was refused is said in all and by kind', () => {
  const lines = rejectionLines({
    ...{ count: 20, rejected: 15, share: 0.75 },
    byKind: { letter: { count: 10, rejected: 5, share: 0.5 }, blank: { count: 10, rejected: 10, share: 1 } },
  });
  expect(lines[0]).toBe('15 of 20 pictures of no digit refused: 75.00 %');
  expect(lines.map((line) => line.trim().split(/\s{2,}/))).toEqual([
    [lines[0]],
    ['no digit', 'refused', 'rejected', 'count'],
    ['letter', '50.00 %', '5', '10'],
    ['blank', '100.00 %', '10', '10'],
  ]);
});
