import { DIGITS, makeDataset } from './data/dataset';
import { packGlyphs } from './data/glyph-set';
import { strokeRasters } from './data/load-dataset';
import { isLearnedAs } from './learned-as';
import { cardOf } from './model-writer';
import { parseRecipe } from './recipe';
import { train } from './training/train';

const recipe = parseRecipe({ name: 'plane', network: [{ kind: 'flatten' }, { kind: 'dense', units: 10 }], batchSize: 20, epochs: 1 });
const glyphs = packGlyphs(strokeRasters(40, 1), DIGITS);
const dataset = makeDataset('strokes', DIGITS, glyphs, glyphs);
const learning = { recipe, dataset, seed: 3, engine: 'onnx' } as const;

describe('a network that is there already', () => {
  const card = train(recipe, dataset, { seed: 3, threads: 1 }).then((model) => cardOf(model, { createdAt: new Date() }));

  test('is the one that is wanted, also by a card from before there were more settings', async () => {
    const { styles: _, ...older } = recipe;
    expect(isLearnedAs(learning, { ...(await card), recipe: older })).toBe(true);
  });
  test.each([
    ['recipe', { recipe: { ...recipe, epochs: 2 } }],
    ['dataset', { dataset: { sha256: '0'.repeat(64) } }],
    ['seed', { seed: 4 }],
    ['engine', { engine: 'tensorflow' as const }],
  ])('is not one of another %s', async (_, other) => expect(isLearnedAs({ ...learning, ...other }, await card)).toBe(false));
  test('is not one whose recipe is none of ours, as that of lines', async () => {
    expect(isLearnedAs(learning, { ...(await card), recipe: { name: 'lines', width: 200 } })).toBe(false);
  });
});
