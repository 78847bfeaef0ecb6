import { predictionQuery, prediction } from './predictions';
import { readOptions } from './read-options';

const options = (query: Record<string, string>) => predictionQuery.parse(query).options;

describe('the query of a prediction', () => {
  test('without anything new gives the options that it always gave', () => {
    expect(predictionQuery.parse({ wait: '10', layout: 'single' })).toEqual({ wait: 10, options: { layout: 'single' } });
    expect(JSON.stringify(options({}))).toBe('{"layout":"auto"}');
  });
  test('that asks for what happens anyway has the same options as one that does not', () => {
    expect(options({ mode: 'fast', rotate: '0', explain: 'false' })).toEqual({ layout: 'auto' });
  });
  test('becomes options that a job takes', () => {
    const query = {
      mode: 'accurate',
      expectedLength: '4-8',
      pattern: '4#[0-35]##',
      checksum: 'luhn',
      postcode: 'de',
      rotate: 'auto',
      explain: 'true',
    };
    const asked = options(query);
    expect(asked).toEqual({
      layout: 'auto',
      mode: 'accurate',
      constraints: { length: { least: 4, most: 8 }, pattern: '4#[0-35]##', checksum: 'luhn', postcode: 'DE' },
      rotate: 'auto',
      explain: true,
    });
    expect(readOptions.parse(asked)).toEqual(asked);
  });
  test('takes one number of digits as a range of one', () => {
    expect(options({ expectedLength: '6' }).constraints).toEqual({ length: { least: 6, most: 6 } });
  });
  test.each([
    ['expectedLength', '0'],
    ['expectedLength', '8-4'],
    ['expectedLength', '65'],
    ['expectedLength', '4-'],
    ['pattern', ''],
    ['pattern', '(a+)+'],
    ['pattern', '[3-0]'],
    ['pattern', '[]'],
    ['pattern', '#'.repeat(65)],
    ['checksum', 'crc'],
    ['postcode', 'GB'],
    ['mode', 'slow'],
    ['rotate', '45'],
    ['explain', 'yes'],
  ])('refuses %s=%s, naming it', (name, value) => {
    const parsed = predictionQuery.safeParse({ [name]: value });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([[name]]);
  });
});

describe('conditions', () => {
  test.each([
    [{ expectedLength: '3', pattern: '#####' }, ['expectedLength', 'pattern']],
    [{ expectedLength: '6-8', postcode: 'DE' }, ['expectedLength', 'postcode']],
    [{ pattern: '[0-3]###', postcode: 'US' }, ['pattern', 'postcode']],
    [{ expectedLength: '4', pattern: '#####', postcode: 'DE' }, ['expectedLength', 'pattern', 'postcode']],
  ])('%j are refused, each by its name: no number meets both', (query, names) => {
    const { error } = predictionQuery.safeParse(query);
    expect(error?.issues.map(({ path }) => path[0])).toEqual(names);
    expect(error?.issues[0]?.message).toContain('different number of digits');
  });
  test.each([
    { expectedLength: '4-8', pattern: '[0-35]####' },
    { pattern: '#####', postcode: 'US' },
    { expectedLength: '9', postcode: 'US' },
    { expectedLength: '9', checksum: 'aba' },
  ])('%j can be met', (query) => expect(predictionQuery.safeParse(query).success).toBe(true));
});

test('a prediction of an earlier version is still one', () => {
  const old = {
    id: '01939000-0000-7000-8000-000000000001',
    status: 'done',
    text: '7',
    confidence: 0.99,
    decision: 'accept',
    glyphs: [],
    model: 'digits-20261121-692bff46',
    createdAt: '2026-11-21T12:00:00.000Z',
    completedAt: '2026-11-21T12:00:01.000Z',
    timings: null,
    error: null,
  };
  expect(prediction.parse(old)).toEqual(old);
});
