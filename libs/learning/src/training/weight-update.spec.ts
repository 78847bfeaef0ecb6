import type { PlacedParameter } from '../network';
import { parseRecipe, type Recipe } from '../recipe';
import { recipes } from '../recipes';
import { clipByGlobalNorm } from './clip';
import { WeightAverage } from './weight-average';
import { WeightUpdate } from './weight-update';

const parameter = (name: string, changes: Partial<PlacedParameter> = {}): PlacedParameter => ({
  ...{ name, id: name, shape: [1], size: 1, fanIn: 0, fanOut: 0 },
  ...changes,
});
const parameters = [parameter('weight', { fanIn: 1 }), parameter('bias'), parameter('mean', { momentum: 0.75 })];
const ones = () => new Map(parameters.map(({ id }) => [id, Float32Array.of(1)]));
const still = (mean = 1) => new Map(Object.entries({ weight: [0], bias: [0], mean: [mean] }).map(([id, v]) => [id, Float32Array.from(v)]));
const optimiser = (changes: Partial<Recipe['optimiser']>): Recipe['optimiser'] => ({
  ...parseRecipe({ ...recipes.s1, optimiser: { kind: 'adam', learningRate: 0.1, schedule: 'constant' } }).optimiser,
  ...changes,
});

describe('the update of the weights', () => {
  test('decay takes its share off the weights, not off biases', () => {
    const weights = ones();
    new WeightUpdate(parameters, weights, optimiser({ weightDecay: 0.5 }), 10).apply(still());
    expect(weights.get('weight')![0]).toBeCloseTo(0.95, 6);
    expect(weights.get('bias')![0]).toBe(1);
  });
  test('an L2 penalty pulls weights as its gradient says, not biases', () => {
    const [weights, slopes] = [ones(), still()];
    new WeightUpdate(parameters, weights, optimiser({ kind: 'adadelta', learningRate: 1, l2: 0.5 }), 10).apply(slopes);
    // Half of the squares has the weight itself, 1, as its slope; Adadelta's first step is then √ε / √(0.05 + ε).
    expect(slopes.get('weight')![0]).toBe(1);
    expect(weights.get('weight')![0]).toBeCloseTo(1 - Math.sqrt(1e-7 / 0.05), 6);
    expect(weights.get('bias')![0]).toBe(1);
  });
  test('running statistics follow the batches by their momentum, and no gradient moves them', () => {
    const weights = ones();
    const update = new WeightUpdate(parameters, weights, optimiser({}), 10);
    update.apply(still(5));
    expect(weights.get('mean')![0]).toBe(2);
    update.apply(still(6));
    expect(weights.get('mean')![0]).toBe(3);
  });
  test('gradients are clipped together: their direction stays, statistics are none of them', () => {
    const slopes = new Map(Object.entries({ weight: [3], bias: [-4], mean: [100] }).map(([id, v]) => [id, Float32Array.from(v)]));
    const weights = ones();
    new WeightUpdate(parameters, weights, optimiser({ clipNorm: 1 }), 10).apply(slopes);
    expect(slopes.get('weight')![0]).toBeCloseTo(0.6, 6);
    expect(slopes.get('bias')![0]).toBeCloseTo(-0.8, 6);
    expect(slopes.get('mean')![0]).toBe(100);
  });
  test('short gradients are left as they are', () => {
    const gradients = new Map([['w', Float32Array.of(0.3, 0.4)]]);
    expect(clipByGlobalNorm(gradients, 1)).toBeCloseTo(0.5, 6);
    expect([...gradients.get('w')!]).toEqual([Math.fround(0.3), Math.fround(0.4)]);
  });
  test('without an average the weights themselves are validated, with one their average', () => {
    const [weights, averaged] = [ones(), ones()];
    expect(new WeightUpdate(parameters, weights, optimiser({}), 10).best).toBe(weights);
    const update = new WeightUpdate(parameters, averaged, optimiser({ emaDecay: 0.9, weightDecay: 1 }), 10);
    for (let i = 0; i < 3; i++) update.apply(still());
    expect(update.best.get('weight')![0]).toBeGreaterThan(averaged.get('weight')![0]!);
    expect(update.best.get('weight')![0]).toBeLessThan(1);
  });
});

describe('the moving average', () => {
  test('forgets the initial weights soon and then holds by its decay', () => {
    const weights = new Map([['w', Float32Array.of(0)]]);
    const average = new WeightAverage(weights, 0.99);
    weights.get('w')![0] = 1;
    average.update();
    expect(average.values.get('w')![0]).toBeCloseTo(1 - 2 / 11, 6);
    for (let i = 0; i < 2000; i++) average.update();
    weights.get('w')![0] = 2;
    average.update();
    expect(average.values.get('w')![0]).toBeCloseTo(1.01, 4);
  });
});
