import { readModelFolder, type ModelFiles } from '@numera/recognition';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgedAt } from './calibration/calibrate';
import { acceptedAt } from './calibration/risk-control';
import { chanceOfAtMost } from './calibration/intervals';
import { certify, type CertifyOptions } from './certify';
import { DIGITS } from './data/dataset';
import { NO_CLASS, packGlyphs } from './data/glyph-set';
import { loadDataset, strokeRasters } from './data/load-dataset';
import { writeModelFolder } from './model-writer';
import { quantiseModel } from './quantisation';
import { parseRecipe } from './recipe';
import { answersOf } from './training/answers';
import { train } from './training/train';

const network = [{ kind: 'flatten' }, { kind: 'dense', units: 32 }, { kind: 'relu' }, { kind: 'dense', units: 10 }];
const recipe = parseRecipe({
  name: 'two-layers',
  network,
  batchSize: 32,
  epochs: 4,
  optimiser: { kind: 'adam', learningRate: 0.003, schedule: 'cosine' },
});
const source = { kind: 'strokes' } as const;
const LIMIT = 2_000;
const createdAt = new Date('2026-05-06T07:08:09Z');

let root: string;
let files: ModelFiles;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'numera-certify-'));
  const model = await train(recipe, await loadDataset(source, recipe, LIMIT), { seed: 1, threads: 1 });
  await writeModelFolder(join(root, 'model'), model, { createdAt });
  files = await readModelFolder(join(root, 'model'));
});
afterAll(() => rm(root, { recursive: true }));

const options = (more: Partial<CertifyOptions> = {}): CertifyOptions => ({
  ...{ folds: 2, seed: 1, threads: 1, limit: LIMIT, createdAt, work: join(root, 'folds') },
  ...more,
});

describe('a certified model', () => {
  let certified: ModelFiles;
  beforeAll(async () => {
    certified = await certify(files, source, options());
  });

  test('has the same weights under another version, and its card says what proved it', () => {
    expect(Buffer.compare(certified.onnx, files.onnx)).toBe(0);
    expect(certified.card.version).not.toBe(files.card.version);
    expect(certified.card).toMatchObject({
      parents: [files.card.version],
      calibration: files.card.calibration,
      outOfFold: { folds: 2, recipe: 'two-layers', epochs: 4, count: LIMIT },
      thresholds: { chosenOn: 'validation and out-of-fold answers of strokes', reject: files.card.thresholds.reject },
    });
    expect(certified.card.risk!.map(({ count }) => count)).toEqual([2200, 2200, 2200, 2200]);
    expect(certified.card.outOfFold!.accuracy).toBeGreaterThan(0.8);
  });

  test('may accept what its validation images alone prove nothing of, and keeps its word on digits that nobody saw', async () => {
    const target = 0.01;
    const levelOf = ({ card }: ModelFiles) => card.risk!.find(({ targetError }) => targetError === target)!;
    expect(levelOf(files).coverage).toBeLessThan(levelOf(certified).coverage);
    const unseen = packGlyphs(strokeRasters(2_000, 777), DIGITS);
    const judged = judgedAt(certified.card.calibration.temperature, await answersOf(certified.onnx, unseen, 10, 1));
    const { accepted, errors, coverage } = acceptedAt(judged, levelOf(certified).accept!);
    expect(coverage).toBeGreaterThan(0.5);
    // So many errors or more would be seen by chance in more than one of a thousand draws.
    expect(1 - (errors === 0 ? 0 : chanceOfAtMost(errors - 1, accepted, target))).toBeGreaterThan(0.001);
  });

  test('is the same when the folds are there already, which are not trained again', async () => {
    const onBatch = jest.fn();
    expect(await certify(files, source, options({ onBatch }))).toEqual(certified);
    expect(onBatch).not.toHaveBeenCalled();
    expect((await readdir(join(root, 'folds'))).sort()).toEqual(['fold-1-of-2', 'fold-2-of-2']);
  });

  test('of a recipe that wants other networks is certified by some that had none: those have seen what a fold must not', async () => {
    const taught = {
      ...files,
      card: { ...files.card, recipe: { ...recipe, after: 'two-layers', distillation: { share: 0.5, recipe: 'two-layers', seeds: [1] } } },
    };
    const onBatch = jest.fn();
    expect((await certify(taught, source, options({ onBatch }))).card.risk).toEqual(certified.card.risk);
    expect(onBatch).not.toHaveBeenCalled();
  });

  test('proves nothing of what is made of it', async () => {
    const { validation, train: examples } = await loadDataset(source, { strokes: { count: 0, seed: 4 } }, 300);
    const judges = { name: 'strokes', validation, negatives: { ...validation, classes: validation.classes.map(() => NO_CLASS) } };
    const { card } = (await quantiseModel(certified, examples, judges, { createdAt })).files;
    expect(card.outOfFold).toBeUndefined();
    expect(card.risk!.map(({ count }) => count)).toEqual([30, 30, 30, 30]);
  });

  test('is refused other networks in the place of its folds, and images that it did not learn from', async () => {
    await expect(certify(files, source, options({ epochs: 1 }))).rejects.toThrow('another recipe');
    await expect(certify(files, source, options({ seed: 2 }))).rejects.toThrow('another recipe, seed');
    await expect(certify(files, source, options({ limit: 300, work: join(root, 'other') }))).rejects.toThrow('cannot be made again');
  });
});
