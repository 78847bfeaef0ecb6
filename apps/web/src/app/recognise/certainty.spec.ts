import { closeRunnerUp, percent } from './certainty';

const glyph = (label: string, values: Record<number, number>, named = {}) => {
  const probabilities = spread(values);
  return { label, confidence: probabilities[Number(label)] ?? 0, probabilities, ...named };
};
const spread = (values: Record<number, number>): number[] => Array.from({ length: 10 }, (_, digit) => values[digit] ?? 0);

describe('the runner-up', () => {
  it('is kept silent when the reading is sure', () => {
    expect(closeRunnerUp(glyph('7', { 7: 0.98, 1: 0.02 }))).toBeNull();
  });

  it('is named when it comes close', () => {
    expect(closeRunnerUp(glyph('1', { 1: 0.52, 7: 0.47, 4: 0.01 }))).toEqual({ label: '7', probability: 0.47 });
  });

  it('is named when the best is doubtful, even if no other is near', () => {
    expect(closeRunnerUp(glyph('3', { 3: 0.6, 8: 0.1, 5: 0.08 }))).toEqual({ label: '8', probability: 0.1 });
  });

  it('is absent when there is nothing to compare', () => {
    expect(closeRunnerUp({ label: '1', confidence: 0, probabilities: [] })).toBeNull();
  });

  it('is the one that the reading names', () => {
    const named = { runnerUp: '7', margin: 0.05 };
    expect(closeRunnerUp(glyph('1', { 1: 0.52, 7: 0.47, 4: 0.01 }, named))).toEqual({ label: '7', probability: 0.47 });
    expect(closeRunnerUp(glyph('1', { 1: 0.9, 7: 0.1 }, { runnerUp: '7', margin: 0.8 }))).toBeNull();
  });

  it('is the likelier one where conditions chose the other', () => {
    expect(closeRunnerUp(glyph('7', { 1: 0.6, 7: 0.4 }))).toEqual({ label: '1', probability: 0.6 });
    expect(closeRunnerUp(glyph('7', { 1: 0.6, 7: 0.4 }, { runnerUp: '1', margin: -0.2 }))).toEqual({ label: '1', probability: 0.6 });
  });
});

describe('a probability', () => {
  it('is shown with two decimals', () => {
    expect(percent(0.9987, 'en')).toBe('99.87%');
    expect(percent(0.927, 'en')).toBe('92.70%');
    expect(percent(0.999987, 'en')).toBe('99.99%');
    expect(percent(1, 'en')).toBe('100.00%');
    expect(percent(0, 'en')).toBe('0.00%');
  });

  it('is written as the language writes it', () => {
    expect(percent(0.9987, 'it')).toBe('99,87%');
  });
});
