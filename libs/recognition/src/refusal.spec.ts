import type { LatticeStep } from './lattice';
import { isNumber, refusalFeatures } from './refusal';

const step = (label: string, network: number, odds: number, line: number, score: number): LatticeStep => ({
  ...{ from: 0, to: 1, score, row: 0, isCut: { left: false, right: false }, witnesses: { network, odds, line } },
  glyph: { label, digit: Number(label), confidence: 0.99, probabilities: [], box: { x: 0, y: 0, width: 9, height: 9 }, row: 0 },
});
const sure = (label: string): LatticeStep => step(label, 0.999, 5, -0.01, 4);

describe('the judge of a whole reading', () => {
  test('takes one sure digit and several for a number', () => {
    expect(isNumber([sure('7')], 0.999)).toBe(true);
    expect(isNumber(['4', '0', '7'].map(sure), 0.99)).toBe(true);
  });
  test('refuses what only the line network is sure of', () => {
    expect(isNumber([step('1', 0.1, -4, -3, -5)], 0.95)).toBe(false);
    expect(isNumber([step('1', 0.1, -5, -0.1, -4), step('7', 0.1, -5, -0.1, -6)], 0.95)).toBe(false);
  });
  test('knows a fence, not two alike', () => {
    expect(refusalFeatures(['1', '1', '1'].map(sure), 0.99).at(-1)).toBe(1);
    expect(refusalFeatures(['1', '1'].map(sure), 0.99).at(-1)).toBe(0);
    expect(refusalFeatures(['1', '1', '2'].map(sure), 0.99).at(-1)).toBe(0);
  });
});
