import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Outcome, ReadOptions, RecogniseItem } from '@numera/contracts';
import { openLineModel, readModelFolder, type LineModel } from '@numera/recognition';
import { newObjectKey, openObjectStore, type ObjectStore } from '@numera/storage';
import { blankBmp, sevenBmp, temporaryFolder, type TemporaryFolder } from '@numera/testing';
import { fetchModel, loadModel, Models, type LoadedModel } from './models';
import { failedFor, Recogniser } from './recogniser';
import { Slots } from './slots';

const MODELS = join(__dirname, '..', '..', '..', 'models');
const SHIPPED = join(MODELS, 'digits');

describe('reading images with the shipped model', () => {
  let folder: TemporaryFolder;
  let storage: ObjectStore;
  let model: LoadedModel;
  let lineModel: LineModel;
  let runs: number[];

  beforeAll(async () => {
    folder = await temporaryFolder('recogniser');
    storage = await openObjectStore({ NUMERA_DATA: folder.path });
    model = await loadModel(await readModelFolder(SHIPPED), { device: 'cpu' }, { maxBatch: 64, maxWaitMs: 5 });
    lineModel = await openLineModel(await readModelFolder(join(MODELS, 'lines')));
    const [batcher] = model.batchers;
    const add = batcher.add.bind(batcher);
    batcher.add = (glyph) => {
      runs.push(glyph.length);
      return add(glyph);
    };
  });
  beforeEach(() => {
    runs = [];
  });
  afterAll(async () => {
    await model.close();
    await lineModel.close();
    await folder.remove();
  });

  async function itemOf(bytes: Uint8Array | null, options: Partial<ReadOptions> = {}): Promise<RecogniseItem> {
    const image = newObjectKey('images');
    if (bytes) await storage.put(image, bytes);
    return { predictionId: randomUUID(), image, options: { layout: 'auto', ...options }, askedAt: 1_000 };
  }

  const recogniser = (now?: () => number): Recogniser => new Recogniser(storage, new Slots(2), lineModel, now);

  it('reads a seven, rejects a blank page and says what is wrong with the rest', async () => {
    const items = await Promise.all([sevenBmp(), blankBmp(), Buffer.from('hello'), null].map((bytes) => itemOf(bytes)));
    const outcomes = await recogniser().recognise(items, model);
    expect(outcomes.map(({ predictionId }) => predictionId)).toEqual(items.map(({ predictionId }) => predictionId));
    expect(outcomes.map(short)).toEqual(['7', 'reject', 'unsupported_type', 'image_missing']);
    expect(runs).toEqual([28 * 28]);
  });

  it('reads accurately by several views of the digit, and explains it when asked', async () => {
    const asked = await itemOf(sevenBmp(), { mode: 'accurate', explain: true });
    const [outcome] = await recogniser().recognise([asked], model);
    const found = outcome?.status === 'done' ? outcome.reading : undefined;
    expect(found).toMatchObject({ text: '7', mode: 'accurate' });
    expect(found?.glyphs[0]?.explanation?.map).toHaveLength(28 * 28);
    expect(Math.max(...found!.glyphs[0]!.explanation!.map)).toBe(1);
    expect(found?.glyphs[0]?.descriptors).toMatchObject({ loops: 0 });
    expect(runs.length).toBeGreaterThan(9 + 20);
  });

  it('keeps what is known of the number, and says when nothing does', async () => {
    const items = await Promise.all(['#', '##'].map((pattern) => itemOf(sevenBmp(), { constraints: { pattern } })));
    const outcomes = await recogniser().recognise(items, model);
    const readings = outcomes.map((outcome) => (outcome.status === 'done' ? outcome.reading : null));
    expect(readings[0]).toMatchObject({ text: '7', unconstrained: { text: '7' } });
    expect(readings[1]).toMatchObject({ text: '7', decision: 'review', reason: 'unmet_constraint' });
  });

  it('tells how long each stage took, never less than nothing', async () => {
    let now = 990;
    const [outcome] = await recogniser(() => (now += 5)).recognise([await itemOf(sevenBmp())], model);
    expect(outcome?.timings).toEqual({ queueMs: 0, decodeMs: 5, inferMs: 5 });
  });

  it('throws what is not the fault of the image, untouched', async () => {
    const broken = new Error('EIO');
    const failing: ObjectStore = Object.assign(Object.create(storage) as ObjectStore, { get: () => Promise.reject(broken) });
    const item = await itemOf(sevenBmp());
    await expect(new Recogniser(failing, new Slots(1), lineModel).recognise([item], model)).rejects.toBe(broken);
  });

  it('fails every item of a job that was given up', async () => {
    const items = await Promise.all([sevenBmp(), blankBmp()].map((bytes) => itemOf(bytes)));
    const key = newObjectKey('models');
    const outcomes = failedFor({ v: 1, model: model.card.version, objects: { onnx: key, card: key }, items });
    expect(outcomes.map(short)).toEqual(['internal', 'internal']);
  });

  it('takes a model’s members from storage too, and answers with all of them in accurate', async () => {
    const { onnx, card } = await readModelFolder(SHIPPED);
    const accurate = {
      members: [{ file: 'model-2.onnx', sha256: card.sha256 }],
      calibration: { temperature: 1 },
      thresholds: card.thresholds,
    };
    const objects = { onnx: newObjectKey('models'), card: newObjectKey('models'), members: [newObjectKey('models')] };
    for (const key of [objects.onnx, ...objects.members]) await storage.put(key, onnx);
    await storage.put(objects.card, Buffer.from(JSON.stringify({ ...card, accurate })));
    const wanted = { model: card.version, objects };
    const loaded = await loadModel(await fetchModel(storage, wanted), {}, { maxBatch: 8, maxWaitMs: 0 });
    expect(loaded.batchers).toHaveLength(2);
    const item = await itemOf(sevenBmp(), { mode: 'accurate' });
    expect((await recogniser().recognise([item], loaded)).map(short)).toEqual(['7']);
    await loaded.close();
    await expect(fetchModel(storage, { ...wanted, objects: { ...objects, members: [] } })).rejects.toThrow(/names 1 members, there are 0/);
  });

  it('takes a model from storage by the version that the job names, and no other', async () => {
    const { onnx, card } = await readModelFolder(SHIPPED);
    const alone = { ...card, accurate: undefined };
    const objects = { onnx: newObjectKey('models'), card: newObjectKey('models') };
    await storage.put(objects.onnx, onnx);
    await storage.put(objects.card, Buffer.from(JSON.stringify(alone)));
    const models = new Models(async (wanted) => loadModel(await fetchModel(storage, wanted), {}, { maxBatch: 8, maxWaitMs: 0 }));
    const item = await itemOf(sevenBmp());
    const read = (version: string): Promise<Outcome[]> =>
      models.use({ model: version, objects }, (loaded) => recogniser().recognise([item], loaded));
    expect((await read(card.version)).map(short)).toEqual(['7']);
    await expect(read('digits-20200101-00000000')).rejects.toThrow(/its card says/);
    await models.close();
  });
});

function short(outcome: Outcome): string {
  if (outcome.status === 'failed') return outcome.error.code;
  return outcome.reading.text ?? outcome.reading.decision;
}
