import { readModelFolder } from '@numera/recognition';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDataset } from './data/load-dataset';
import { writeModelFolder } from './model-writer';
import { parseRecipe } from './recipe';
import { train, type TrainedModel } from './training/train';

const recipe = parseRecipe({ name: 'line', network: [{ kind: 'flatten' }, { kind: 'dense', units: 10 }], batchSize: 32, epochs: 1 });
let trained: TrainedModel;
let root: string;

beforeAll(async () => {
  trained = await train(recipe, await loadDataset({ kind: 'strokes' }, recipe, 200), { seed: 1, threads: 1 });
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'numera-model-'));
});
afterEach(() => rm(root, { recursive: true }));

describe('a written model folder', () => {
  const createdAt = new Date('2026-03-04T23:59:59.999Z');

  test('is read back whole, named by its day and its bytes, and nothing is left beside it', async () => {
    const card = await writeModelFolder(join(root, 'a b'), trained, { createdAt, parents: ['digits-20260101-00000000'] });
    const files = await readModelFolder(join(root, 'a b'));
    expect(files.card).toEqual(card);
    expect(card.version).toBe(`digits-20260304-${card.sha256.slice(0, 8)}`);
    expect(card).toMatchObject({ recipe: { name: 'line' }, parents: ['digits-20260101-00000000'], parameters: 7850, seed: 1 });
    expect(Buffer.compare(files.onnx, trained.onnx)).toBe(0);
    expect(await readdir(root)).toEqual(['a b']);
  });
  test('never replaces another', async () => {
    const folder = join(root, 'model');
    await writeModelFolder(folder, trained, { createdAt });
    await expect(writeModelFolder(folder, trained, { createdAt })).rejects.toThrow();
    expect(await readdir(root)).toEqual(['model']);
    await expect(readModelFolder(folder)).resolves.toBeDefined();
  });
  test('makes the folders above it', async () => {
    await writeModelFolder(join(root, 'x', 'y', 'z'), trained, { createdAt });
    await expect(readModelFolder(join(root, 'x', 'y', 'z'))).resolves.toBeDefined();
  });
});
