import { DIGITS, makeDataset, type Dataset } from '../data/dataset';
import { DatasetError } from '../data/idx';
import { loadDataset } from '../data/load-dataset';
import { cardOf } from '../model-writer';
import { RecipeError, parseRecipe, type Recipe } from '../recipe';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint';
import { train, type BatchProgress, type Epoch } from './train';

const small: Recipe = parseRecipe({
  name: 'small',
  network: [
    { kind: 'conv', filters: 6, size: 5 },
    { kind: 'relu' },
    { kind: 'maxPool', size: 3 },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.1 },
    { kind: 'dense', units: 10 },
  ],
  optimiser: { kind: 'adam', learningRate: 0.005, schedule: 'cosine' },
  batchSize: 16,
  epochs: 3,
  augmentation: { rotation: 8, scale: 0.05, shear: 0.1, shift: 0.5, thickness: 0.2 },
  strokes: { count: 0, seed: 3 },
});
const options = { seed: 1, threads: 1 };
let drawn: Dataset;

beforeAll(async () => {
  drawn = await loadDataset({ kind: 'strokes' }, small, 300);
});

describe('training on drawn digits', () => {
  test('learns: the loss falls and most digits that it never saw are right', async () => {
    const epochs: Epoch[] = [];
    const progress: BatchProgress[] = [];
    const model = await train(small, drawn, { ...options, onEpoch: (e) => epochs.push(e), onBatch: (b) => progress.push(b) });
    expect(model.history).toEqual(epochs);
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(epochs[2]!.loss).toBeLessThan(epochs[0]!.loss / 2);
    expect(epochs[2]!.validationAccuracy).toBeGreaterThan(0.7);
    expect(progress).toHaveLength(3 * Math.ceil(drawn.train.count / 16));
    expect(progress.at(-1)).toMatchObject({ epoch: 3, epochs: 3, done: drawn.train.count, total: drawn.train.count });
    expect(model).toMatchObject({
      seed: 1,
      labels: DIGITS,
      parameters: 6 * 25 + 6 + 384 * 10 + 10,
      dataset: { name: 'strokes', train: 300, validation: 30 },
    });
    expect(model.calibration.temperature).toBeGreaterThan(0);
    expect(model.thresholds.reject).toBeLessThanOrEqual(model.thresholds.accept);
  });

  test('the same seed gives the same weights, another seed others', async () => {
    const once = { ...small, epochs: 1 };
    const [first, again, other] = [
      await train(once, drawn, options),
      await train(once, drawn, options),
      await train(once, drawn, { ...options, seed: 2 }),
    ];
    expect(Buffer.compare(first.onnx, again.onnx)).toBe(0);
    expect(Buffer.compare(first.onnx, other.onnx)).not.toBe(0);
  });

  test('learns with batch-norm, a residual block and every setting of the optimiser, repeatably, and goes on from there', async () => {
    const modern = parseRecipe({
      ...small,
      network: [
        { kind: 'conv', filters: 8, size: 5, stride: 2, bias: false },
        ...[{ kind: 'batchNorm' }, { kind: 'relu' }],
        { kind: 'residual', body: [{ kind: 'depthwiseConv', size: 3, padding: 1 }, { kind: 'batchNorm' }, { kind: 'silu' }] },
        ...[{ kind: 'averagePool', size: 3 }, { kind: 'flatten' }, { kind: 'dropout', rate: 0.1 }, { kind: 'dense', units: 10 }],
      ],
      optimiser: { kind: 'adam', learningRate: 0.02, schedule: 'oneCycle', warmUp: 0.3, weightDecay: 0.01, clipNorm: 2, emaDecay: 0.9 },
      labelSmoothing: 0.05,
    });
    const [first, again] = [await train(modern, drawn, options), await train(modern, drawn, options)];
    expect(Buffer.compare(first.onnx, again.onnx)).toBe(0);
    expect(first.history[2]!.validationAccuracy).toBeGreaterThan(0.7);
    const second = await train({ ...modern, epochs: 1 }, drawn, { ...options, start: first.onnx });
    expect(second.history[0]!.loss).toBeLessThan(first.history[0]!.loss / 1.5);
  });

  test('is unsure of what it learned to be no digit, leaves it out of the accuracy, and refuses it', async () => {
    const wary = { ...small, negatives: { count: 5_000, seed: 2 } };
    const withNegatives = await loadDataset({ kind: 'strokes' }, wary, 300);
    expect(withNegatives.train.count).toBe(450);
    const { history, metrics } = await train({ ...wary, epochs: 6 }, withNegatives, options);
    // A third of the glyphs are of no class and count as right for nobody.
    expect(history.at(-1)!.accuracy).toBeGreaterThan(0.75);
    const { count, rejected } = metrics['negatives'] as { count: number; rejected: number };
    expect(count).toBe(30);
    expect(rejected).toBeGreaterThan(0);
    await expect(loadDataset({ kind: 'strokes' }, small, 300)).resolves.not.toHaveProperty('negatives');
  });

  test('stops when the validation loss no longer falls, and keeps the best epoch', async () => {
    // Labels that say nothing: what is learned by heart only makes the validation loss worse.
    const shuffled = { ...drawn.validation, classes: drawn.validation.classes.map((_, i) => (i * 7) % 10) };
    const noise = makeDataset('noise', DIGITS, drawn.train, shuffled);
    const model = await train({ ...small, epochs: 20, patience: 2 }, noise, options);
    expect(model.history.length).toBeLessThan(20);
    expect(model.history).toHaveLength(model.bestEpoch + 2);
    const losses = model.history.map(({ validationLoss }) => validationLoss);
    expect(losses[model.bestEpoch - 1]).toBe(Math.min(...losses));
    expect(model.metrics['validation']).toMatchObject({ loss: expect.closeTo(Math.min(...losses), 6) });
  });

  test('stops between two batches when it is told to, with the reason given', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    let batches = 0;
    const running = train(small, drawn, {
      ...options,
      signal: controller.signal,
      onBatch: () => {
        if (++batches === 3) controller.abort(reason);
      },
    });
    await expect(running).rejects.toBe(reason);
    expect(batches).toBe(3);
  });

  test('goes on from the weights of an earlier model', async () => {
    const first = await train(small, drawn, options);
    const second = await train({ ...small, epochs: 1 }, drawn, { ...options, start: first.onnx });
    expect(second.history[0]!.loss).toBeLessThan(first.history[0]!.loss / 2);
  });

  test('learns from a teacher what the labels do not say, and from none only where the recipe wants one', async () => {
    const teacher = await train(small, drawn, options);
    // Labels that say nothing.
    const mislabelled = { ...drawn.train, classes: drawn.train.classes.map((_, i) => (i * 7) % 10) };
    const taught = { ...small, distillation: { share: 1, recipe: 'small', seeds: [1] } };
    const student = await train(taught, makeDataset('mislabelled', DIGITS, mislabelled, drawn.validation), {
      ...options,
      teachers: [teacher.onnx],
    });
    expect(student.history[2]!.validationAccuracy).toBeGreaterThan(0.7);
    await expect(train(taught, drawn, options)).rejects.toThrow('recipe small learns from teachers, and none are given');
    await expect(train({ ...small, after: 's1' }, drawn, options)).rejects.toThrow(
      'recipe small goes on from a network of s1, and none is given',
    );
    await expect(train(small, drawn, { ...options, teachers: [teacher.onnx] })).rejects.toThrow('it learns from no teachers');
  });

  describe('that diverges', () => {
    /** Keeps what is saved; `load` gives the first epoch, whose optimiser has lost its mind. */
    class Shelf {
      readonly saved: Uint8Array[] = [];
      save = async (bytes: Uint8Array) => void this.saved.push(Uint8Array.from(bytes));
      load = async () => {
        if (this.saved[0] === undefined) return null;
        const state = decodeCheckpoint(this.saved[0]);
        for (const [name, values] of state.tensors) if (name.endsWith('.first')) values.fill(Infinity);
        return encodeCheckpoint(state);
      };
    }

    test.each([
      ['in the middle of an epoch', 16],
      ['in validation first', 300],
    ])('%s: stops there, says so, and keeps the best epoch before', async (_, batchSize) => {
      const [checkpoints, notes]: [Shelf, string[]] = [new Shelf(), []];
      await train({ ...small, batchSize }, drawn, { ...options, checkpoints });
      const model = await train({ ...small, batchSize }, drawn, { ...options, checkpoints, onNote: (line) => notes.push(line) });
      expect(notes).toEqual([expect.stringContaining('training diverged in epoch 2')]);
      expect(cardOf(model, { createdAt: new Date() })).toMatchObject({ history: [{ epoch: 1 }], metrics: { bestEpoch: 1 } });
      expect(checkpoints.saved).toHaveLength(3);
    });
    test('before an epoch came out well is refused', async () => {
      // Deep and without norms: after a step of 1 values outgrow what a float can hold.
      const layers = Array.from({ length: 60 }, () => ({ kind: 'dense', units: 16 }));
      const network = [{ kind: 'flatten' }, ...layers, { kind: 'dense', units: 10 }];
      const wild = { ...small, name: 'wild', network, optimiser: { ...small.optimiser, learningRate: 1 } };
      const running = train(wild, drawn, options);
      await expect(running).rejects.toThrow(RecipeError);
      await expect(running).rejects.toThrow('training diverged: the loss of recipe wild is not a number in epoch 1');
    });
  });

  test('refuses an empty dataset and a network for other labels', async () => {
    const none = { count: 0, pixels: new Uint8Array(), classes: new Uint8Array() };
    await expect(train(small, makeDataset('none', DIGITS, none, none), options)).rejects.toThrow(DatasetError);
    await expect(train(small, makeDataset('two', ['0', '1'], drawn.train, drawn.validation), options)).rejects.toThrow(
      'recipe small: the last layer gives 10 values for 2 labels',
    );
  });
});
