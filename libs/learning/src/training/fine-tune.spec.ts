import type { ModelFiles } from '@numera/recognition';
import { judgedAt } from '../calibration/calibrate';
import { DIGITS } from '../data/dataset';
import { packGlyphs, splitSet, type GlyphSet } from '../data/glyph-set';
import { DatasetError } from '../data/idx';
import { loadDataset } from '../data/load-dataset';
import { loadReplay, replayNegatives } from '../data/load-replay';
import { cardOf } from '../model-writer';
import { RecipeError, parseRecipe } from '../recipe';
import { between, drawStrokes, randomFrom, strokesOf } from '../strokes';
import { servingGraph } from '../serving-graph';
import { weightsIn } from '../weights-in';
import { answersOf, countCorrect } from './answers';
import { fineTune, type FineTuned, type Replay } from './fine-tune';
import { startingPoint } from './starting-point';
import { train } from './train';

const recipe = parseRecipe({
  name: 'small',
  network: [
    { kind: 'conv', filters: 8, size: 5 },
    { kind: 'relu' },
    { kind: 'maxPool', size: 2 },
    { kind: 'flatten' },
    { kind: 'dense', units: 10 },
  ],
  optimiser: { kind: 'adam', learningRate: 0.004, schedule: 'cosine' },
  batchSize: 32,
  epochs: 4,
});

/** A style: our own strokes, turned by 30 degrees, as someone writes whose paper lies askew. */
function turned(count: number, seed: number): GlyphSet {
  const random = randomFrom(seed);
  const [cos, sin] = [0.866 * 0.8, 0.5 * 0.8];
  const images = Array.from({ length: count }, (_, i) => {
    const strokes = strokesOf(i % 10, random).map((stroke) =>
      stroke.map(({ x, y }) => ({ x: 0.5 + (x - 0.5) * cos - (y - 0.5) * sin, y: 0.5 + (x - 0.5) * sin + (y - 0.5) * cos })),
    );
    return { raster: drawStrokes(strokes, { side: 56, penWidth: 56 * between(random, 0.05, 0.1) }), label: String(i % 10) };
  });
  return packGlyphs(images, DIGITS);
}

let files: ModelFiles;
let replay: Replay;
let tuned: FineTuned;
const style = turned(200, 5);
const options = { seed: 1, threads: 1, steps: 200, learningRate: 0.003 };

beforeAll(async () => {
  const model = await train(recipe, await loadDataset({ kind: 'strokes' }, recipe, 1500), { seed: 1, threads: 1 });
  files = { onnx: model.onnx, card: cardOf(model, { createdAt: new Date(0) }) };
  replay = await loadReplay(undefined, { train: 600, validation: 300 });
  tuned = await fineTune(files, style, replay, options);
  // Some ten seconds of training, more where other processes want the same cores.
}, 240_000);

describe('fine-tuning on 200 digits of a style', () => {
  const rightOf = async (onnx: Uint8Array, set: GlyphSet): Promise<number> => countCorrect(await answersOf(onnx, set, 10, 1)) / set.count;

  test('halves the error on others of that style and keeps the old digits', async () => {
    const others = turned(300, 6);
    const [before, after] = [await rightOf(files.onnx, others), await rightOf(tuned.model.onnx, others)];
    expect(1 - after).toBeLessThan((1 - before) / 2);
    expect(tuned.after.replay).toBeGreaterThan(tuned.before.replay - 0.02);
    expect(tuned.after.style).toBeGreaterThan(tuned.before.style);
  });

  test('is told in the card: where old digits came from, what was learned, what it came to', () => {
    const card = cardOf(tuned.model, { createdAt: new Date(0), parents: [files.card.version] });
    expect(card).toMatchObject({
      parents: [files.card.version],
      dataset: { name: 'style+strokes', train: 770, validation: 330 },
      metrics: { fineTuning: { replayFrom: 'strokes', steps: 200, styleLearned: 170, styleHeldBack: 30, after: tuned.after } },
    });
  });

  test('gives the same weights for the same seed, and can go on from what it made', async () => {
    const few = { ...options, steps: 5 };
    const [one, again] = [await fineTune(files, style, replay, few), await fineTune(files, style, replay, few)];
    expect(Buffer.compare(one.model.onnx, again.model.onnx)).toBe(0);
    const next = { onnx: one.model.onnx, card: cardOf(one.model, { createdAt: new Date(0) }) };
    expect((await fineTune(next, style, replay, few)).before).toEqual(one.after);
  });

  test('learns pictures of no digit again where there are some, and chooses what to refuse on others', async () => {
    const negatives = replayNegatives({ learned: 200, validation: 100 });
    const { model } = await fineTune(files, style, { ...replay, negatives }, options);
    const surest = async ({ onnx }: { onnx: Uint8Array }): Promise<number> => {
      const answers = await answersOf(onnx, negatives.validation, 10, 1);
      const judged = judgedAt(1, answers);
      return judged.reduce((sum, { confidence }) => sum + confidence, 0) / judged.length;
    };
    expect(await surest(model)).toBeLessThan((await surest(tuned.model)) - 0.1);
    expect(model.thresholds.rejectString).toBeDefined();
    expect(model.metrics).toMatchObject({ negatives: { count: 100 }, fineTuning: { negatives: 12 } });
    expect(tuned.model.thresholds.rejectString).toBeUndefined();
  });

  test('refuses a handful of images, and stops when it is told to', async () => {
    await expect(fineTune(files, turned(10, 1), replay, options)).rejects.toThrow(DatasetError);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(fineTune(files, style, replay, { ...options, signal })).rejects.toThrow('enough');
  });
});

describe('a starting point', () => {
  test('of a network with batch-norm answers as the model does, and learns on', async () => {
    const [, ...rest] = recipe.network;
    const network = [{ kind: 'conv', filters: 8, size: 5, bias: false }, { kind: 'batchNorm' }, ...rest];
    const normed = parseRecipe({ ...recipe, name: 'normed', network });
    const model = await train(normed, await loadDataset({ kind: 'strokes' }, normed, 300), { seed: 1, threads: 1 });
    const start = startingPoint(model.onnx, normed, 10);
    const served = await answersOf(model.onnx, replay.validation, 10, 1);
    const again = await answersOf(Uint8Array.from(servingGraph(start.network, start.weights)), replay.validation, 10, 1);
    expect(countCorrect(again)).toBe(countCorrect(served));
    const learned = await fineTune({ onnx: model.onnx, card: cardOf(model, { createdAt: new Date(0) }) }, style, replay, {
      ...options,
      steps: 4,
    });
    expect(learned.model.parameters).toBe(model.parameters);
  });

  test('holds copies of the weights in the model', () => {
    const { weights } = startingPoint(files.onnx, recipe, 10);
    const stored = weightsIn(files.onnx);
    for (const [id, values] of weights) {
      expect(values).toEqual(stored.get(id));
      expect(values).not.toBe(stored.get(id));
    }
  });
  test('is refused for another network than the one in the file', () => {
    const other = parseRecipe({ ...recipe, network: [{ kind: 'flatten' }, { kind: 'dense', units: 10 }] });
    expect(() => startingPoint(files.onnx, other, 10)).toThrow(RecipeError);
  });
});

test('a split shares no glyph and loses none', () => {
  const [some, others] = splitSet(style, 30, randomFrom(1));
  expect([some.count, others.count]).toEqual([30, 170]);
  const key = (set: GlyphSet): string[] => Array.from({ length: set.count }, (_, i) => String(set.pixels.subarray(i * 784, i * 784 + 784)));
  expect([...key(some), ...key(others)].sort()).toEqual(key(style).sort());
});
