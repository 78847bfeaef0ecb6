import { parseRecipe, type Recipe } from '../recipe';
import { recipes } from '../recipes';
import { learningRateAt } from './schedule';

const optimiserOf = (changes: Partial<Recipe['optimiser']>): Recipe['optimiser'] =>
  parseRecipe({ ...recipes.s1, optimiser: { kind: 'adam', learningRate: 0.1, schedule: 'constant', ...changes } }).optimiser;
const ratesOf = (changes: Partial<Recipe['optimiser']>, steps = 10): number[] =>
  Array.from({ length: steps }, (_, step) => learningRateAt(optimiserOf(changes), step, steps));

describe('the learning rate', () => {
  test('stays, when constant', () => expect(ratesOf({})).toEqual(Array(10).fill(0.1)));
  test('falls from the first to nearly nothing along a cosine', () => {
    const rates = ratesOf({ schedule: 'cosine' });
    expect(rates[0]).toBe(0.1);
    expect(rates[5]).toBeCloseTo(0.05, 10);
    expect(rates[9]).toBeLessThan(0.003);
    expect(rates).toEqual([...rates].sort((a, b) => b - a));
  });
  test('rises in a line over the warm-up, then falls', () => {
    const rates = ratesOf({ schedule: 'cosine', warmUp: 0.4 });
    [0.025, 0.05, 0.075, 0.1, 0.1].forEach((rate, i) => expect(rates[i]).toBeCloseTo(rate, 10));
    expect(rates[9]).toBeLessThan(0.01);
    expect(ratesOf({ warmUp: 0.2 })[0]).toBeCloseTo(0.05, 10);
  });
  test('goes up and down once in one cycle', () => {
    const rates = ratesOf({ schedule: 'oneCycle', warmUp: 0.3 }, 100);
    expect(rates[0]).toBeCloseTo(0.004, 10);
    expect(rates[30]).toBeCloseTo(0.1, 10);
    expect(Math.max(...rates)).toBeCloseTo(0.1, 10);
    expect(rates[99]).toBeLessThan(1e-4);
    expect(rates.every((rate) => rate > 0)).toBe(true);
  });
});
