import { MAX_GLYPHS, MAX_SEPARATORS, reading } from '@numera/contracts';
import type { CandidateLine, Glyph, Shape } from '@numera/vision';
import { decide, type ReadingRules } from './decision';
import type { JudgedLine, PartEvidence } from './lines/part-evidence';
import { glyphsOf, read } from './reading';

const rules: ReadingRules = {
  labels: ['0', '1', 'x'],
  calibration: { temperature: 1 },
  thresholds: { accept: 0.9, reject: 0.5, chosenOn: 'test', targetError: 0.01 },
};
const glyph = (x: number, row = 0): Glyph => ({ pixels: new Float32Array(784), box: { x, y: 2, width: 5, height: 9 }, row });
const shape: Shape = { width: 0.6, height: 1, top: 0, bottom: 0, cutLeft: 0, cutRight: 0, inside: -1, pieces: 1, words: 1 };
/** Lines whose only path is the glyphs that stand in each. */
const lines = (...glyphs: Glyph[]): CandidateLine[] =>
  [...new Set(glyphs.map(({ row }) => row))].map((row) => {
    const candidates = glyphs.filter((each) => each.row === row).map((each, i) => ({ glyph: each, from: i, to: i + 1, shape }));
    return { pieces: candidates.length, candidates };
  });
/** Logits under which a label has the given probability and the two others share the rest. */
const sure = (label: number, share: number): number[] => [0, 1, 2].map((i) => Math.log(i === label ? share : (1 - share) / 2));

describe('read', () => {
  test('one sure digit is accepted, with a probability for every label', () => {
    const result = read(lines(glyph(3)), sure(1, 0.97), rules);
    expect(result).toMatchObject({ text: '1', decision: 'accept', reason: 'sure', mode: 'fast' });
    expect(result.confidence).toBeCloseTo(0.97, 10);
    expect(result.glyphs[0]).toMatchObject({ label: '1', digit: 1, row: 0, box: { x: 3, y: 2, width: 5, height: 9 } });
    expect(result.glyphs[0]!.runnerUp).toMatch(/^[0x]$/);
    expect(result.glyphs[0]!.margin).toBeCloseTo(0.955, 10);
    expect(result.glyphs[0]!.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    expect(reading.parse(result)).toEqual(result);
  });
  test('a reading of an earlier version, which names no runner-up, is still one', () => {
    const { glyphs, ...rest } = read(lines(glyph(3)), sure(1, 0.97), rules);
    const before = { ...rest, glyphs: glyphs.map((each) => ({ ...each, runnerUp: undefined, margin: undefined })) };
    expect(reading.parse(before)).toEqual(before);
  });
  test('a label that is no digit has no number', () => {
    expect(read(lines(glyph(0)), sure(2, 0.99), rules).glyphs[0]).toMatchObject({ label: 'x', digit: null });
  });
  test('a string is as sure as its digits together, so two fair ones go to review', () => {
    const result = read(lines(glyph(0), glyph(9)), [...sure(0, 0.9), ...sure(1, 0.8)], rules);
    expect(result).toMatchObject({ text: '01', decision: 'review', reason: 'unsure_digit' });
    expect(result.confidence).toBeCloseTo(0.72, 10);
  });
  test('a long string is not rejected because many sure digits together are less sure', () => {
    const glyphs = Array.from({ length: 10 }, (_, i) => glyph(9 * i));
    const result = read(
      lines(...glyphs),
      glyphs.flatMap(() => sure(0, 0.9)),
      rules,
    );
    expect(result).toMatchObject({ text: '0'.repeat(10), decision: 'review' });
    expect(result.confidence).toBeCloseTo(0.9 ** 10, 10);
  });
  test('of two ways to part a line one is taken, and the doubt lowers the confidence', () => {
    const [whole, left, right] = [glyph(0), glyph(0), glyph(5)];
    const candidates = [
      { glyph: whole, from: 0, to: 2, shape: { ...shape, pieces: 2, inside: 1 } },
      { glyph: left, from: 0, to: 1, shape },
      { glyph: right, from: 1, to: 2, shape },
    ];
    const line = [{ pieces: 2, candidates }];
    expect(glyphsOf(line)).toEqual([whole, left, right]);
    const result = read(line, [...sure(0, 0.98), ...sure(1, 0.98), ...sure(1, 0.98)], rules);
    expect(['0', '11']).toContain(result.text ?? '11');
    expect(result.confidence).toBeLessThan(0.98);
  });
  test('rows of text are joined by a newline, the top one first', () => {
    const logits = [...sure(1, 0.99), ...sure(0, 0.99), ...sure(1, 0.99)];
    expect(read(lines(glyph(0, 0), glyph(9, 0), glyph(0, 1)), logits, rules).text).toBe('10\n1');
  });
  test('a doubtful digit is rejected: no text and no glyphs', () => {
    const result = read(lines(glyph(0)), sure(0, 0.4), rules);
    expect(result).toMatchObject({ text: null, decision: 'reject', glyphs: [] });
  });
  test("a picture of a glyph's size, seen in several views, needs less", () => {
    const [line] = lines({ ...glyph(3), plain: [new Float32Array(784)] }) as [CandidateLine];
    const strict = { ...rules, thresholds: { ...rules.thresholds, reject: 0.6 } };
    expect(read([line], sure(0, 0.41), strict)).toMatchObject({ text: '0', decision: 'review' });
    expect(read([line], sure(0, 0.37), strict).text).toBeNull();
    expect(read(lines(glyph(0)), sure(0, 0.41), strict).text).toBeNull();
  });
  test('an image without a glyph is rejected with no confidence', () => {
    expect(read([], [], rules)).toEqual({
      text: null,
      confidence: 0,
      decision: 'reject',
      glyphs: [],
      reason: 'no_digit',
      mode: 'fast',
    });
  });
  test('the temperature of the card is applied', () => {
    const cool = read(lines(glyph(0)), sure(0, 0.97), { ...rules, calibration: { temperature: 2 } });
    expect(cool.confidence).toBeLessThan(0.97);
  });
  test('logits of another length are refused', () => {
    expect(() => read(lines(glyph(0)), [1, 2], rules)).toThrow(/need 3 logits, got 2/);
  });
  test('logits that are not numbers are refused', () => {
    expect(() => read(lines(glyph(0)), [NaN, NaN, NaN], rules)).toThrow(RangeError);
  });
});

test('separators stand behind the glyph before them, row by row, and never in the text', () => {
  const [upper, lower] = lines(glyph(0, 0), glyph(9, 0), glyph(0, 1)) as [CandidateLine, CandidateLine];
  const box = { x: 6, y: 10, width: 2, height: 2 };
  const marks = (row: number, ...piecesBefore: number[]) =>
    piecesBefore.map((pieces) => ({ symbol: ',' as const, box, row, piecesBefore: pieces }));
  const asked = [
    { ...upper, separators: marks(0, 0, 1) },
    { ...lower, separators: marks(1, 0, 1) },
  ];
  const result = read(asked, [...sure(1, 0.99), ...sure(0, 0.99), ...sure(1, 0.99)], rules);
  expect(result.text).toBe('10\n1');
  expect(result.separators?.map(({ after, row }) => [after, row])).toEqual([
    [-1, 0],
    [0, 0],
    [1, 1],
    [2, 1],
  ]);
  expect(reading.parse(result)).toEqual(result);
});

describe('a picture of more than a reading holds', () => {
  const glyphs = (count: number): Glyph[] => Array.from({ length: count }, (_, i) => glyph(9 * i));
  const logits = (count: number): number[] => Array.from({ length: count }, () => sure(1, 0.999)).flat();

  test('is read with as many marks as it holds, from the first', () => {
    const marks = Array.from({ length: MAX_SEPARATORS + 36 }, (_, i) => ({
      symbol: '.' as const,
      box: { x: i, y: 9, width: 1, height: 1 },
      row: 0,
      piecesBefore: 1,
    }));
    const [line] = lines(glyph(0)) as [CandidateLine];
    const result = read([{ ...line, separators: marks }], logits(1), rules);
    expect(result.text).toBe('1');
    expect(result.separators?.map(({ box }) => box.x)).toEqual(Array.from({ length: MAX_SEPARATORS }, (_, i) => i));
    expect(reading.parse(result)).toEqual(result);
  });
  test('is refused as a whole where it has more digits, also with constraints', () => {
    const least = { reject: 0, accept: 0 };
    const lenient = { ...rules, thresholds: { ...rules.thresholds, ...least } };
    const most = read(lines(...glyphs(MAX_GLYPHS)), logits(MAX_GLYPHS), lenient);
    expect(most.glyphs).toHaveLength(MAX_GLYPHS);
    expect(reading.safeParse(most).success).toBe(true);
    const more = read(lines(...glyphs(MAX_GLYPHS + 1)), logits(MAX_GLYPHS + 1), lenient);
    expect(more).toMatchObject({ text: null, decision: 'reject', reason: 'no_digit', glyphs: [] });
    expect(reading.safeParse(more).success).toBe(true);
  });
});

describe('signs among the digits', () => {
  const says = (digit: number | null): PartEvidence => ({
    digits: new Float64Array(10).map((_, i) => (i === digit ? -0.01 : -30)),
    gap: 0,
    blank: digit === null ? -0.01 : -30,
  });
  const tenLabels: ReadingRules = { ...rules, labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] };
  const sureOf = (digit: number, share: number): number[] =>
    tenLabels.labels.map((_, i) => Math.log(i === digit ? share : (1 - share) / 9));
  const lineOf = (row: number, ...digits: (number | null)[]): JudgedLine => ({
    pieces: digits.length,
    candidates: digits.map((_, i) => ({ glyph: glyph(9 * i, row), from: i, to: i + 1, shape })),
    evidence: digits.map(says),
  });
  const logitsFor = (...digits: (number | null)[]): number[] => digits.flatMap((digit) => sureOf(digit ?? 8, digit === null ? 0.3 : 0.99));

  test('are passed over, and stand among the separators where they are in the picture', () => {
    const result = read([lineOf(0, null, 4, 7, null)], logitsFor(null, 4, 7, null), tenLabels);
    expect(result).toMatchObject({ text: '47', glyphs: [{ digit: 4 }, { digit: 7 }] });
    expect(result.separators).toEqual([
      { symbol: '¤', box: { x: 0, y: 2, width: 5, height: 9 }, row: 0, after: -1 },
      { symbol: '¤', box: { x: 27, y: 2, width: 5, height: 9 }, row: 0, after: 1 },
    ]);
    expect(reading.parse(result)).toEqual(result);
  });
  test('begin a row or are all of it, and the text has a row for each with digits', () => {
    const rows = [lineOf(0, 1, 2), lineOf(1, null, null), lineOf(2, null, 3)];
    const result = read(rows, logitsFor(1, 2, null, null, null, 3), tenLabels);
    expect(result.text).toBe('12\n3');
    expect(result.separators?.map(({ row, after }) => [row, after])).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });
  test('that follow one another are one mark around them all: a word', () => {
    const result = read([lineOf(0, null, null, null, 4, null)], logitsFor(null, null, null, 4, null), tenLabels);
    expect(result.separators).toEqual([
      { symbol: '¤', box: { x: 0, y: 2, width: 23, height: 9 }, row: 0, after: -1 },
      { symbol: '¤', box: { x: 36, y: 2, width: 5, height: 9 }, row: 0, after: 0 },
    ]);
  });
  test('alone are no number', () => {
    expect(read([lineOf(0, null, null)], logitsFor(null, null), tenLabels)).toMatchObject({ text: null, reason: 'no_digit' });
  });
  test('that the only digit was cut off leave no number: it is the longer stroke of a tick', () => {
    const line = lineOf(0, null, 1);
    const cutOff = { ...line, candidates: line.candidates.map((one, i) => ({ ...one, shape: { ...shape, cutLeft: i, cutRight: 1 - i } })) };
    const readIt = (lone: JudgedLine) => read([lone], logitsFor(null, 1), tenLabels);
    expect(readIt(cutOff)).toMatchObject({ text: null, decision: 'reject' });
    expect(readIt(line)).toMatchObject({ text: '1' });
  });
  test('count for no digit of a rule', () => {
    const kept = read([lineOf(0, null, 4, 7)], logitsFor(null, 4, 7), tenLabels, { constraints: { length: { least: 2, most: 2 } } });
    expect(kept).toMatchObject({ text: '47', unconstrained: { text: '47' } });
  });
});

describe('alternatives', () => {
  const row = (...shares: number[]): number[] => shares.map(Math.log);
  test('of one digit are its other labels with their probabilities, the likeliest first', () => {
    const { text, alternatives } = read(lines(glyph(0)), row(0.7, 0.1, 0.2), rules);
    expect(text).toBe('0');
    expect(alternatives?.map((one) => one.text)).toEqual(['x', '1']);
    [0.2, 0.1].forEach((share, i) => expect(alternatives?.[i]?.confidence).toBeCloseTo(share, 10));
  });
  test('of a string have the product of their digits', () => {
    const result = read(lines(glyph(0), glyph(9)), [...row(0.9, 0.1, 0), ...row(0.2, 0.8, 0)], rules);
    const shown = [{ text: result.text, confidence: result.confidence }, ...result.alternatives!];
    expect(shown.map((one) => one.text)).toEqual(['01', '00', '11', '10']);
    [0.72, 0.18, 0.08, 0.02].forEach((share, i) => expect(shown[i]!.confidence).toBeCloseTo(share, 10));
  });
  test('are at most five, and none when nothing else is likely', () => {
    const doubtful = Array.from({ length: 6 }, () => row(0.6, 0.3, 0.1));
    const glyphs = doubtful.map((_, i) => glyph(9 * i));
    expect(read(lines(...glyphs), doubtful.flat(), rules).alternatives).toHaveLength(5);
    expect(read(lines(glyph(0)), row(0.9998, 0.0001, 0.0001), rules).alternatives).toEqual([]);
  });
  test('know the other way to part a line', () => {
    const candidates = [
      { glyph: glyph(0), from: 0, to: 2, shape: { ...shape, pieces: 2, inside: 1 } },
      { glyph: glyph(0), from: 0, to: 1, shape },
      { glyph: glyph(5), from: 1, to: 2, shape },
    ];
    const result = read(
      [{ pieces: 2, candidates }],
      [...row(0.99, 0.005, 0.005), ...row(0.02, 0.97, 0.01), ...row(0.02, 0.97, 0.01)],
      rules,
    );
    const all = [result.text, ...result.alternatives!.map((one) => one.text)];
    expect(all).toEqual(expect.arrayContaining(['0', '11']));
    expect(result.alternatives!.reduce((sum, one) => sum + one.confidence, result.confidence)).toBeLessThanOrEqual(1 + 1e-9);
  });
});

describe('constraints', () => {
  const digits: ReadingRules = { ...rules, labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] };
  /** Logits of a digit that may also be another. */
  const either = (first: number, share: number, second: number): number[] =>
    digits.labels.map((_, i) => Math.log(i === first ? share : i === second ? 0.999 - share : 0.001 / 8));
  const number = (...rows: number[][]) => {
    const glyphs = rows.map((_, i) => glyph(9 * i));
    return [lines(...glyphs), rows.flat()] as const;
  };

  test('choose the reading that keeps them, with the unconstrained one beside it', () => {
    // 79927398713 keeps Luhn's rule; its last 3 is read as an 8 with a little more trust.
    const rows = [...'7992739871'].map((digit) => either(Number(digit), 0.998, (Number(digit) + 1) % 10));
    const result = read(...number(...rows, either(8, 0.6, 3)), digits, { constraints: { checksum: 'luhn' } });
    expect(result).toMatchObject({ text: '79927398713', unconstrained: { text: '79927398718' } });
    expect(result.unconstrained!.confidence).toBeLessThan(0.6);
    expect(result.confidence).toBeGreaterThan(0.9);
    expect(result.glyphs.at(-1)).toMatchObject({ label: '3', digit: 3, runnerUp: '8' });
    expect(result.glyphs.at(-1)!.margin).toBeCloseTo(0.399 - 0.6, 3);
    expect(result.glyphs.at(-1)!.confidence).toBeCloseTo(0.399, 3);
    expect(reading.parse(result)).toEqual(result);
  });
  test('that the sure reading keeps leave it as it is and make it no less sure', () => {
    const asked = number(either(4, 0.99, 9), either(2, 0.98, 7));
    const free = read(...asked, digits);
    const kept = read(...asked, digits, { constraints: { pattern: '4#', length: { least: 2, most: 2 } } });
    expect(kept).toMatchObject({ text: '42', unconstrained: { text: '42', confidence: free.confidence } });
    expect(kept.confidence).toBeGreaterThanOrEqual(free.confidence);
  });
  test('that the ink speaks against are kept only with doubt', () => {
    const result = read(...number(either(4, 0.99, 9), either(2, 0.98, 7)), digits, { constraints: { pattern: '9#' } });
    expect(result).toMatchObject({ text: '92', decision: 'review' });
    expect(result.confidence).toBeLessThan(0.6);
  });
  test('that nothing keeps leave the unconstrained reading for review', () => {
    const result = read(...number(either(4, 0.99, 9), either(2, 0.98, 7)), digits, { constraints: { length: { least: 3, most: 5 } } });
    expect(result).toMatchObject({ text: '42', decision: 'review', reason: 'unmet_constraint', unconstrained: { text: '42' } });
  });
  test('speak of all rows together', () => {
    const rows = [either(1, 0.6, 7), either(2, 0.99, 3)];
    const two = lines(glyph(0, 0), glyph(0, 1));
    expect(read(two, rows.flat(), digits, { constraints: { pattern: '72' } }).text).toBe('7\n2');
  });
  test('find the parting that has the right number of digits', () => {
    const candidates = [
      { glyph: glyph(0), from: 0, to: 2, shape: { ...shape, pieces: 2, inside: 1 } },
      { glyph: glyph(0), from: 0, to: 1, shape },
      { glyph: glyph(5), from: 1, to: 2, shape },
    ];
    const logits = [either(0, 0.9, 8), either(1, 0.9, 7), either(1, 0.9, 7)].flat();
    const lengths = [1, 2].map(
      (n) => read([{ pieces: 2, candidates }], logits, digits, { constraints: { length: { least: n, most: n } } }).text,
    );
    expect(lengths).toEqual(['0', '11']);
  });
  test('are searched in time for a long line of doubtful digits', () => {
    const flat = digits.labels.map((_, i) => (i === 3 ? 3 : 0));
    const asked = number(...Array.from({ length: 40 }, () => flat));
    const before = process.cpuUsage();
    const { text } = read(...asked, digits, { constraints: { checksum: 'aba', length: { least: 1, most: 40 }, pattern: '#'.repeat(40) } });
    expect(text).toHaveLength(40);
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(10_000_000);
  });
});

describe('decide', () => {
  test.each([
    [0.9, 'accept'],
    [0.8999, 'review'],
    [0.5, 'review'],
    [0.4999, 'reject'],
  ])('%d: %s', (confidence, decision) => expect(decide(confidence, rules.thresholds)).toBe(decision));
});
