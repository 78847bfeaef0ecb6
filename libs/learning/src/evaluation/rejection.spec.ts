import { openModel } from '@numera/recognition';
import { loadDataset } from '../data/load-dataset';
import { cardOf } from '../model-writer';
import { MEASURED_KINDS } from '../negatives';
import { parseRecipe } from '../recipe';
import { train } from '../training/train';
import { measureRejection } from './rejection';

const recipe = parseRecipe({ name: 'line', network: [{ kind: 'flatten' }, { kind: 'dense', units: 10 }], batchSize: 16, epochs: 1 });

test('what a model refuses of pictures of no digit is counted by kind, at its reject threshold', async () => {
  const trained = await train(recipe, await loadDataset({ kind: 'strokes' }, recipe, 100), { seed: 1, threads: 1 });
  const card = cardOf(trained, { createdAt: new Date(0) });
  const refusing = async (reject: number) => {
    const thresholds = { ...card.thresholds, accept: 1, reject };
    const model = await openModel({ onnx: trained.onnx, card: { ...card, thresholds } }, { device: 'cpu' });
    try {
      return await measureRejection(model, 2 * MEASURED_KINDS.length);
    } finally {
      await model.close();
    }
  };
  const [lenient, strict] = [await refusing(0), await refusing(1)];
  expect(Object.keys(strict.byKind)).toEqual([...MEASURED_KINDS]);
  expect(strict).toMatchObject({ count: 20, rejected: 20, share: 1, byKind: { letter: { count: 2, rejected: 2, share: 1 } } });
  // Nothing is refused for its confidence; what holds nothing to read at all still is.
  expect(lenient.byKind['letter']).toEqual({ count: 2, rejected: 0, share: 0 });
  expect(lenient.rejected).toBeLessThan(20);
});
