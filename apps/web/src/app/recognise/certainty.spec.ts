import { closeRunnerUp, percent, shares } from './certainty';

const spread = (values: Record<number, number>): number[] => Array.from({ length: 10 }, (_, digit) => values[digit] ?? 0);

describe('the runner-up', () => {
  it('is kept silent when the reading is sure', () => {
    expect(closeRunnerUp(shares(spread({ 7: 0.98, 1: 0.02 })))).toBeNull();
  });

  it('is named when it comes close', () => {
    expect(closeRunnerUp(shares(spread({ 1: 0.52, 7: 0.47, 4: 0.01 })))).toEqual({ label: '7', probability: 0.47 });
  });

  it('is named when the best is doubtful, even if no other is near', () => {
    expect(closeRunnerUp(shares(spread({ 3: 0.6, 8: 0.1, 5: 0.08 })))).toEqual({ label: '8', probability: 0.1 });
  });

  it('is absent when there is nothing to compare', () => {
    expect(closeRunnerUp([])).toBeNull();
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
