import { countParameters } from './network';
import { RecipeError, networkOf, parseRecipe } from './recipe';
import { recipeOf, recipes } from './recipes';

describe('recipes', () => {
  test.each([
    ['s1', 225_034, 32, 5],
    ['s3', 110_474, 32, 30],
  ])('%s: %d parameters, batches of %d, %d epochs', (name, parameters, batchSize, epochs) => {
    const recipe = recipeOf(name);
    expect(countParameters(networkOf(recipe, 10))).toBe(parameters);
    expect(recipe).toMatchObject({ batchSize, epochs, optimiser: { kind: 'adam', learningRate: 0.001 } });
  });
  test('survive a card: the same recipe comes back from JSON', () => {
    for (const recipe of Object.values(recipes)) expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  });
  test('an unknown name is refused with the names there are', () => {
    expect(() => recipeOf('s9')).toThrow('there is no recipe s9; there are digits, s1, s3');
    expect(() => recipeOf('constructor')).toThrow(RecipeError);
  });
  test('a recipe with faults is refused and every fault named', () => {
    expect(() => parseRecipe({ ...recipes.s1, epochs: 0, batchSize: 'many' })).toThrow(/recipe\.batchSize: .*; recipe\.epochs: /);
  });
  test.each([
    [[{ kind: 'fft' }], 'there is no layer fft'],
    [[{ kind: 'toString' }], 'there is no layer toString'],
    [[{ kind: 'dense' }], 'layer dense needs the number units'],
    [[{ kind: 'flatten' }, { kind: 'dense', units: 2.5 }], 'units of dense must be a whole number'],
    [[{ kind: 'flatten' }, { kind: 'dense', units: 9 }], 'the last layer gives 9 values for 10 labels'],
  ])('network %j is refused', (network, reason) => {
    expect(() => networkOf(parseRecipe({ ...recipes.s1, network }), 10)).toThrow(reason);
  });
});
