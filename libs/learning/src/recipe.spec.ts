import { countParameters } from './network';
import { RecipeError, networkOf, parseRecipe } from './recipe';
import { recipeOf, recipes } from './recipes';

describe('recipes', () => {
  test.each([
    ['s1', 225_034, 32, 5],
    ['s3', 110_474, 32, 30],
    ['s4', 225_034, 64, 10],
    ['s5', 225_034, 128, 25],
    ['r2', 203_434, 20, 5],
  ])('%s: %d parameters, batches of %d, %d epochs', (name, parameters, batchSize, epochs) => {
    const recipe = recipeOf(name);
    expect(countParameters(networkOf(recipe, 10))).toBe(parameters);
    expect(recipe).toMatchObject({ batchSize, epochs, optimiser: { kind: 'adam', learningRate: 0.001 } });
  });
  test.each([
    ['digits', 225_034],
    ['resnet', 491_434],
    ['taught', 491_434],
    ['refined', 491_434],
    ['s2', 2_399_690],
    ['s2-appendix', 609_354],
    ['r2-cloud', 2_380_938],
    ['compact', 7_344],
  ])('%s: %d parameters', (name, parameters) => expect(countParameters(networkOf(recipeOf(name), 10))).toBe(parameters));
  test('from before there were more settings mean what they meant', () => {
    const written = {
      name: 'old',
      network: recipes.s1.network,
      optimiser: { kind: 'adam', learningRate: 0.002, schedule: 'cosine' },
      batchSize: 32,
      epochs: 5,
    };
    expect(parseRecipe(written)).toMatchObject({
      optimiser: { ...written.optimiser, warmUp: 0, weightDecay: 0, l2: 0, clipNorm: null, emaDecay: null },
      labelSmoothing: 0,
    });
    expect(recipes.s1.optimiser).toEqual({ ...parseRecipe(written).optimiser, learningRate: 0.001, schedule: 'constant' });
  });
  test('of earlier applications have their own optimiser, first weights, penalty and augmentation', () => {
    expect(recipes.s2).toMatchObject({ optimiser: { kind: 'adadelta', learningRate: 0.001 }, batchSize: 20 });
    expect(recipes.s5).toMatchObject({ initial: 'heNormal', optimiser: { l2: 0.001 }, patience: 5 });
    expect(recipes.s3.augmentation).toMatchObject({ rotation: 15, scale: 0.2, fill: 'nearest' });
    expect(recipes.s4.augmentation?.shift).toBeCloseTo(2.8, 10);
  });
  test('that learn from teachers go on from one of them, so both have the same network', () => {
    const taught = Object.values(recipes).filter(({ distillation }) => distillation !== null);
    expect(taught.map(({ name }) => name)).toEqual(['taught']);
    for (const { network, distillation } of taught) expect(recipeOf(distillation?.recipe).network).toEqual(network);
  });
  test('that go on from another have its network', () => {
    const later = Object.values(recipes).filter(({ after }) => after !== null);
    expect(later.map(({ name }) => name)).toEqual(['refined']);
    for (const { network, after } of later) expect(recipeOf(after).network).toEqual(network);
  });
  test('that learn from teachers may name the recipe and the seeds of those, or neither', () => {
    const taughtBy = (distillation: object) => parseRecipe({ ...recipes.s1, distillation }).distillation;
    expect(taughtBy({ share: 0.5 })).toEqual({ share: 0.5 });
    expect(() => taughtBy({ share: 0.5, recipe: 's1' })).toThrow('recipe.distillation: recipe and seeds go together');
  });
  test('survive a card: the same recipe comes back from JSON', () => {
    for (const recipe of Object.values(recipes)) expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  });
  test('an unknown name is refused with the names there are', () => {
    expect(() => recipeOf('s9')).toThrow(
      'there is no recipe s9; there are digits, resnet, taught, refined, compact, s1, s2, s2-appendix, r2-cloud, r2, s3, s4, s5',
    );
    expect(() => recipeOf('constructor')).toThrow(RecipeError);
  });
  test('a recipe with faults is refused and every fault named', () => {
    expect(() => parseRecipe({ ...recipes.s1, epochs: 0, batchSize: 'many' })).toThrow(/recipe\.batchSize: .*; recipe\.epochs: /);
  });
  test.each(['../../etc', 'a/b', '..', '', 'two words', 'a'.repeat(41)])(
    'a recipe named %j is refused: folders are named after it',
    (name) => {
      expect(() => parseRecipe({ ...recipes.s1, name })).toThrow(/recipe\.name: /);
    },
  );
  test.each(['constructor', 's2-appendix', 'mine_2.1'])('a recipe may be named %s', (name) => {
    expect(parseRecipe({ ...recipes.s1, name }).name).toBe(name);
  });
  test.each([
    [[{ kind: 'fft' }], 'there is no layer fft'],
    [[{ kind: 'toString' }], 'there is no layer toString'],
    [[{ kind: 'dense' }], 'layer dense needs the number units'],
    [[{ kind: 'flatten' }, { kind: 'dense', units: 2.5 }], 'units of dense must be a whole number'],
    [[{ kind: 'conv', filters: 2, size: 3, stride: 0 }], 'stride of conv must be a whole number from 1'],
    [[{ kind: 'conv', filters: 2, size: 3, padding: 3 }], 'leaves windows of 3x3 outside of the picture'],
    [[{ kind: 'conv', filters: 2, size: 3, bias: 0 }], 'bias of conv must be true or false'],
    [[{ kind: 'residual', body: 3 }], 'layer residual needs the layers body'],
    [[{ kind: 'residual', body: [{ kind: 'conv', filters: 2, size: 3 }] }], 'the body gives [2, 26, 26], the shortcut [1, 28, 28]'],
    [[{ kind: 'residual', body: [{ kind: 'residual', body: [] }] }], 'recipe.network.0.body'],
    [[{ kind: 'flatten' }, { kind: 'dense', units: 9 }], 'the last layer gives 9 values for 10 labels'],
  ])('network %j is refused', (network, reason) => {
    expect(() => networkOf(parseRecipe({ ...recipes.s1, network }), 10)).toThrow(reason);
  });
});
