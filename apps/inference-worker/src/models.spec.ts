import type { ModelCard } from '@numera/contracts';
import { Batcher } from './batcher';
import { Models, type LoadedModel, type WantedModel } from './models';

const key = 'models/00/0123456789abcdef';
const wanted = (n: number): WantedModel => ({ model: `digits-2026010${n}-00000000`, objects: { onnx: key, card: key } });

/** Models that load when told to, and note that they were closed. */
function garage() {
  const loads: string[] = [];
  const closed: string[] = [];
  const answers = new Map<string, { resolve(): void; reject(error: Error): void }>();
  const modelOf = (version: string): LoadedModel => ({
    card: { version } as ModelCard,
    batchers: [new Batcher<Float32Array, Float32Array>(async (glyphs) => glyphs, { maxBatch: 8, maxWaitMs: 60_000 })],
    close: async () => void closed.push(version),
  });
  const load = ({ model }: WantedModel): Promise<LoadedModel> => {
    loads.push(model);
    return new Promise((resolve, reject) => answers.set(model, { resolve: () => resolve(modelOf(model)), reject }));
  };
  const finish = (n: number): void => answers.get(wanted(n).model)?.resolve();
  const fail = (n: number, error: Error): void => answers.get(wanted(n).model)?.reject(error);
  return { loads, closed, load, finish, fail, modelOf };
}

const versionOf = async ({ card }: LoadedModel): Promise<string> => card.version;

describe('the models of a worker', () => {
  it('are loaded once for all that ask at the same time', async () => {
    const { loads, load, finish } = garage();
    const models = new Models(load);
    const uses = [models.use(wanted(1), versionOf), models.use(wanted(1), versionOf)];
    finish(1);
    expect(await Promise.all(uses)).toEqual([wanted(1).model, wanted(1).model]);
    expect(loads).toEqual([wanted(1).model]);
  });

  it('are loaded again after a load that failed', async () => {
    const { loads, load, finish, fail } = garage();
    const models = new Models(load);
    const first = models.use(wanted(1), versionOf);
    fail(1, new Error('half a file'));
    await expect(first).rejects.toThrow('half a file');
    const second = models.use(wanted(1), versionOf);
    finish(1);
    expect(await second).toBe(wanted(1).model);
    expect(loads).toHaveLength(2);
  });

  it('do not load the one that was adopted', async () => {
    const { loads, load, modelOf } = garage();
    const models = new Models(load);
    models.adopt(modelOf(wanted(1).model));
    expect(await models.use(wanted(1), versionOf)).toBe(wanted(1).model);
    expect(loads).toEqual([]);
  });

  it('make room by closing the least recently used one', async () => {
    const { closed, load, finish } = garage();
    const models = new Models(load, 2);
    for (const n of [1, 2, 1, 3]) {
      const use = models.use(wanted(n), versionOf);
      finish(n);
      await use;
    }
    expect(closed).toEqual([wanted(2).model]);
  });

  it('stay open while they are used, however many there are', async () => {
    const { closed, load, finish } = garage();
    const models = new Models(load, 1);
    let end = (): void => undefined;
    const long = models.use(wanted(1), () => new Promise<void>((resolve) => (end = resolve)));
    finish(1);
    const short = models.use(wanted(2), versionOf);
    finish(2);
    await short;
    expect(closed).toEqual([wanted(2).model]);
    end();
    await long;
    expect(closed).toEqual([wanted(2).model]);
  });

  it('do not let glyphs wait for company once hurried, also in models that load later', async () => {
    const { load, finish } = garage();
    const models = new Models(load);
    const glyph = new Float32Array([1]);
    const waiting = models.use(wanted(1), ({ batchers: [batcher] }) => batcher.add(glyph));
    finish(1);
    await new Promise((resolve) => setImmediate(resolve));
    models.hurry();
    expect(await waiting).toBe(glyph);
    const later = models.use(wanted(2), ({ batchers: [batcher] }) => batcher.add(glyph));
    finish(2);
    expect(await later).toBe(glyph);
  });

  it('are hurried however long another one loads', async () => {
    const { load, finish } = garage();
    const models = new Models(load);
    const hanging = models.use(wanted(1), versionOf);
    const glyph = new Float32Array([1]);
    const waiting = models.use(wanted(2), ({ batchers: [batcher] }) => batcher.add(glyph));
    finish(2);
    await new Promise((resolve) => setImmediate(resolve));
    models.hurry();
    expect(await waiting).toBe(glyph);
    finish(1);
    await hanging;
  });

  it('are all closed at the end', async () => {
    const { closed, load, finish } = garage();
    const models = new Models(load);
    for (const n of [1, 2]) {
      const use = models.use(wanted(n), versionOf);
      finish(n);
      await use;
    }
    await models.close();
    expect(closed.toSorted()).toEqual([wanted(1).model, wanted(2).model]);
  });
});
