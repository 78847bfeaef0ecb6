import { reading } from '@numera/contracts';
import type { CandidateLine, Glyph, Shape } from '@numera/vision';
import { decide, glyphsOf, read, type ReadingRules } from './reading';

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
    expect(result).toMatchObject({ text: '1', decision: 'accept' });
    expect(result.confidence).toBeCloseTo(0.97, 10);
    expect(result.glyphs[0]).toMatchObject({ label: '1', digit: 1, row: 0, box: { x: 3, y: 2, width: 5, height: 9 } });
    expect(result.glyphs[0]!.probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    expect(reading.parse(result)).toEqual(result);
  });
  test('a label that is no digit has no number', () => {
    expect(read(lines(glyph(0)), sure(2, 0.99), rules).glyphs[0]).toMatchObject({ label: 'x', digit: null });
  });
  test('a string is as sure as its digits together, so two fair ones go to review', () => {
    const result = read(lines(glyph(0), glyph(9)), [...sure(0, 0.9), ...sure(1, 0.8)], rules);
    expect(result).toMatchObject({ text: '01', decision: 'review' });
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
  test('an image without a glyph is rejected with no confidence', () => {
    expect(read([], [], rules)).toEqual({ text: null, confidence: 0, decision: 'reject', glyphs: [] });
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

describe('decide', () => {
  test.each([
    [0.9, 'accept'],
    [0.8999, 'review'],
    [0.5, 'review'],
    [0.4999, 'reject'],
  ])('%d: %s', (confidence, decision) => expect(decide(confidence, rules.thresholds)).toBe(decision));
});
