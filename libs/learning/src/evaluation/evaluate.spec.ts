import { openModel, type Model } from '@numera/recognition';
import { loadDataset, strokeRasters } from '../data/load-dataset';
import { cardOf } from '../model-writer';
import { parseRecipe } from '../recipe';
import { train } from '../training/train';
import { evaluate, type LabelledImage } from './evaluate';

const recipe = parseRecipe({
  name: 'line',
  network: [{ kind: 'flatten' }, { kind: 'dense', units: 10 }],
  optimiser: { kind: 'adam', learningRate: 0.01, schedule: 'cosine' },
  batchSize: 16,
  epochs: 5,
});
const blank = { width: 20, height: 20, data: new Uint8Array(400).fill(255) };
let model: Model;

beforeAll(async () => {
  const trained = await train(recipe, await loadDataset({ kind: 'strokes' }, recipe, 200), { seed: 1, threads: 1 });
  const card = cardOf(trained, { createdAt: new Date(0) });
  // Nothing but a blank picture is refused here, so that the figures below are the network's.
  model = await openModel({ onnx: trained.onnx, card: { ...card, thresholds: { ...card.thresholds, reject: 0 } } }, { device: 'cpu' });
});
afterAll(() => model.close());

describe('an evaluation', () => {
  test('of digits adds up', async () => {
    const images = strokeRasters(50, 777);
    let now = 0;
    const seen: number[] = [];
    const result = await evaluate(model, images, { clock: () => (now += 500), onProgress: (done) => seen.push(done), batchSize: 32 });
    expect(seen).toEqual([32, 50]);
    expect(result.count).toBe(50);
    expect(result.accuracy).toBe(result.correct / 50);
    expect(result.accuracy).toBeGreaterThan(0.8);
    expect(result.interval95[0]).toBeLessThan(result.accuracy);
    expect(result.interval95[1]).toBeGreaterThan(result.accuracy);
    expect(result.imagesPerSecond).toBe(100);
    expect(result.confusion!.flat().reduce((a, b) => a + b)).toBe(50);
    expect(result.confusion!.reduce((sum, row, i) => sum + row[i]!, 0)).toBe(result.correct);
    expect(result.perClass!.map(({ label, support }) => [label, support])).toEqual(model.card.labels.map((label) => [label, 5]));
    expect(result.auc).toBeGreaterThan(0.95);
    expect(result.ece).toBeLessThan(0.2);
    expect(result.byKind).toEqual({});
  });

  test('counts blank and undecodable images as wrong, in no column of the confusion matrix', async () => {
    const [good] = strokeRasters(1, 1);
    const images: LabelledImage[] = [
      { ...good!, label: '0' },
      { raster: null, label: '0' },
      { raster: blank, label: '1' },
    ];
    const result = await evaluate(model, images);
    expect(result).toMatchObject({ count: 3, correct: 1 });
    expect(result.confusion!.flat().reduce((a, b) => a + b)).toBe(1);
    expect(result.perClass![0]).toMatchObject({ recall: 0.5, support: 2 });
  });

  test('of strings gives no class figures, and a string that is not whole is wrong', async () => {
    const [zero] = strokeRasters(1, 1);
    const result = await evaluate(model, [
      { raster: zero!.raster, label: '00' },
      { raster: zero!.raster, label: '0' },
    ]);
    expect(result).toMatchObject({ count: 2, correct: 1, perClass: null, auc: null, confusion: null });
  });

  test('reports each kind on its own, from a stream', async () => {
    async function* stream(): AsyncGenerator<LabelledImage> {
      for (const image of strokeRasters(20, 9)) yield { ...image, kind: 'drawn' };
      yield await Promise.resolve({ raster: blank, label: '3', kind: 'blank' });
    }
    const { byKind } = await evaluate(model, stream());
    expect(byKind['blank']).toEqual({ count: 1, correct: 0, accuracy: 0 });
    expect(byKind['drawn']).toMatchObject({ count: 20 });
  });

  test('of nothing has no NaN in it', async () => {
    const result = await evaluate(model, []);
    expect(result).toMatchObject({
      count: 0,
      correct: 0,
      accuracy: 0,
      interval95: [0, 1],
      meanConfidence: 0,
      ece: 0,
      perClass: null,
      confusion: null,
    });
  });

  test('stops when it is told to', async () => {
    await expect(evaluate(model, strokeRasters(5, 1), { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
