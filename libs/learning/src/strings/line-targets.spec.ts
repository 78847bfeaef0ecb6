import { BLANK, LINE_LABELS } from '@numera/recognition';
import { lineTargets, type LineDigit } from './line-targets';

/** A letter for each place: its digit, `.` for blank, `?` where nothing is asked. */
function shown(digits: readonly LineDigit[], width: number): string {
  const targets = lineTargets(digits, width);
  return Array.from({ length: width / 2 }, (_, place) => {
    const label = targets.subarray(place * LINE_LABELS, (place + 1) * LINE_LABELS).indexOf(1);
    return label === -1 ? '?' : label === BLANK ? '.' : String(label);
  }).join('');
}

it('a digit is asked for at its middle, blank beside it, and nothing at its edges', () => {
  expect(shown([{ digit: 7, left: 10, right: 30 }], 40)).toMatch(/^\.+\?+7+\?+\.+$/);
});

it('between two slim digits that touch there is a blank', () => {
  expect(
    shown(
      [
        { digit: 1, left: 10, right: 14 },
        { digit: 1, left: 15, right: 19 },
      ],
      32,
    ),
  ).toMatch(/1\?*\.\?*1/);
});

it('nothing is asked where the end of the picture cuts a digit', () => {
  expect(shown([{ digit: 3, left: 24, right: 44 }], 32)).toBe('............????');
});

it('every digit of a crowded line has a place', () => {
  const digits = Array.from({ length: 6 }, (_, i) => ({ digit: i, left: 3 + 8 * i, right: 11 + 8 * i }));
  expect(
    shown(digits, 56)
      .replace(/[.?]/g, '')
      .replace(/(.)\1+/g, '$1'),
  ).toBe('012345');
});
