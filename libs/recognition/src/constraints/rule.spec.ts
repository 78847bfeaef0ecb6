import { constraints, postcodes, type Constraints } from '@numera/contracts';
import { both, keeps } from './automaton';
import { CHECKSUMS } from './checksum';
import { lengthBetween } from './length';
import { ruleOf } from './rule';

const keepsRule = (text: string, asked: Constraints): boolean => keeps(text, ruleOf(constraints.parse(asked))!);

describe('check digits', () => {
  // Published examples of each system.
  test.each([
    ['luhn', '79927398713'],
    ['luhn', '4111111111111111'],
    ['mod97', '3214282912345698765432161182'],
    ['mod11', '0306406152'],
    ['mod11-2', '0000000218250097'],
    ['mod11-10', '86095742719'],
    ['mod11-10', '33392005961'],
    ['ean', '4006381333931'],
    ['ean', '9780306406157'],
    ['aba', '111000025'],
    ['damm', '5724'],
  ] as const)('%s accepts %s and refuses it with any one digit changed', (checksum, text) => {
    expect(keepsRule(text, { checksum })).toBe(true);
    for (let i = 0; i < text.length; i++) {
      const other = text.slice(0, i) + String((Number(text[i]) + 1) % 10) + text.slice(i + 1);
      expect(keepsRule(other, { checksum })).toBe(false);
    }
  });
  test('of every system: of all numbers of four digits about one in its modulus is right', () => {
    const right = { luhn: 10, mod97: 97, mod11: 11, 'mod11-2': 11, 'mod11-10': 10, ean: 10, aba: 10, damm: 10 };
    for (const [name, one] of Object.entries(right)) {
      let count = 0;
      for (let n = 0; n < 10_000; n++) if (keeps(String(n).padStart(4, '0'), CHECKSUMS[name as keyof typeof CHECKSUMS])) count++;
      expect(Math.abs(count - 10_000 / one)).toBeLessThan(10);
    }
  });
  test('of one digit alone proves nothing', () => expect(keepsRule('0', { checksum: 'luhn' })).toBe(false));
});

describe('patterns and lengths', () => {
  test('a pattern takes its digits, any digit and classes, and its own length only', () => {
    const pattern = '4#[0-35]';
    expect(['490', '403', '415'].every((text) => keepsRule(text, { pattern }))).toBe(true);
    expect(['590', '494', '49', '4900'].some((text) => keepsRule(text, { pattern }))).toBe(false);
  });
  test('a range of lengths ends at both ends', () => {
    const length = { least: 2, most: 3 };
    expect(['1', '12', '123', '1234'].map((text) => keepsRule(text, { length }))).toEqual([false, true, true, false]);
  });
  test('a country with two formats of postcodes takes both and nothing between', () => {
    const lengths = [4, 5, 6, 8, 9, 10].map((count) => keepsRule('1'.repeat(count), { postcode: 'US' }));
    expect(lengths).toEqual([false, true, false, false, true, false]);
  });
  test('every postcode format is a pattern of the contract', () => {
    for (const pattern of Object.values(postcodes).flat()) expect(constraints.safeParse({ pattern }).success).toBe(true);
  });
  test('what cannot be kept any more is told at once', () => {
    const rule = ruleOf({ pattern: '12#' })!;
    expect(rule.next(rule.start, 2)).toBeNull();
  });
});

describe('rules together', () => {
  test('must all be kept', () => {
    const asked: Constraints = { checksum: 'luhn', length: { least: 4, most: 4 }, pattern: '1###' };
    expect(keepsRule('1230', asked)).toBe(true);
    expect(keepsRule('1231', asked)).toBe(false);
    expect(keepsRule('2238', asked)).toBe(false);
    expect(keepsRule('12302', { ...asked, pattern: '1####' })).toBe(false);
  });
  test('have no more states than strings can tell apart', () => {
    const rule = both(CHECKSUMS.luhn, lengthBetween(3, 3));
    const seen = new Set<number>();
    for (let n = 0; n < 1000; n++) {
      let state: number | null = rule.start;
      for (const digit of String(n).padStart(3, '0')) state = state === null ? null : rule.next(state, Number(digit));
      seen.add(state!);
    }
    expect(seen.size).toBeLessThanOrEqual(100);
  });
  test('no constraints are no rule', () => expect(ruleOf({})).toBeNull());
});
