import { loadDataset } from '../data/load-dataset';
import type { Dataset } from '../data/dataset';
import { parseRecipe } from '../recipe';
import { CheckpointError, decodeCheckpoint, encodeCheckpoint, restoreTensors, type RunState } from './checkpoint';
import type { CheckpointStore } from './checkpoint-file';
import { train, type Epoch } from './train';

/** Chance in every place: order, augmentation, dropout; and all that an optimiser can remember. */
const recipe = parseRecipe({
  name: 'restless',
  network: [
    { kind: 'conv', filters: 4, size: 5, stride: 2, bias: false },
    ...[{ kind: 'batchNorm' }, { kind: 'relu' }, { kind: 'flatten' }, { kind: 'dropout', rate: 0.2 }, { kind: 'dense', units: 10 }],
  ],
  optimiser: { kind: 'adam', learningRate: 0.01, schedule: 'oneCycle', warmUp: 0.3, weightDecay: 0.01, clipNorm: 2, emaDecay: 0.9 },
  batchSize: 16,
  epochs: 4,
  augmentation: { rotation: 8, scale: 0.05, shear: 0.1, shift: 0.5, thickness: 0.2 },
});
const options = { seed: 5, threads: 1 };
let drawn: Dataset;

/** Keeps what was saved, as a file does. */
class Shelf implements CheckpointStore {
  bytes: Uint8Array | null = null;
  load = async () => this.bytes;
  save = async (bytes: Uint8Array) => void (this.bytes = Uint8Array.from(bytes));
}

/** Trains and dies in the middle of an epoch. */
async function dieIn(epoch: number, shelf: Shelf, changes: Partial<typeof recipe> = {}): Promise<void> {
  const death = new AbortController();
  let begun = 0;
  const dying = train({ ...recipe, ...changes }, drawn, {
    ...options,
    checkpoints: shelf,
    signal: death.signal,
    onBatch: (batch) => batch.epoch === epoch && ++begun === 3 && death.abort(new Error('killed')),
  });
  await expect(dying).rejects.toThrow('killed');
}

beforeAll(async () => {
  drawn = await loadDataset({ kind: 'strokes' }, recipe, 120);
});

describe('a run that was killed', () => {
  test('goes on from its last epoch and ends bit for bit as an unbroken one', async () => {
    const shelf = new Shelf();
    await dieIn(2, shelf);
    await dieIn(4, shelf);
    const learned: number[] = [];
    let resumed: readonly Epoch[] = [];
    const done = await train(recipe, drawn, {
      ...{ ...options, checkpoints: shelf },
      onResume: (history) => (resumed = [...history]),
      onEpoch: ({ epoch }) => learned.push(epoch),
    });
    const unbroken = await train(recipe, drawn, options);
    expect(resumed.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(learned).toEqual([4]);
    expect(Buffer.compare(done.onnx, unbroken.onnx)).toBe(0);
    const figures = ({ seconds: _, ...rest }: Epoch) => rest;
    expect(done.history.map(figures)).toEqual(unbroken.history.map(figures));
    expect(done.bestEpoch).toBe(unbroken.bestEpoch);
  });

  test('goes on with another number of threads, and says that the bytes may differ', async () => {
    const shelf = new Shelf();
    await dieIn(3, shelf);
    const notes: string[] = [];
    const learned: number[] = [];
    const onEpoch = ({ epoch }: Epoch): void => void learned.push(epoch);
    await train(recipe, drawn, { ...options, threads: 2, checkpoints: shelf, onEpoch, onNote: (line) => notes.push(line) });
    expect(learned).toEqual([3, 4]);
    expect(notes).toEqual([expect.stringContaining('the number of threads was 1 and is 2')]);
  });

  test('after its last epoch learns nothing more', async () => {
    const shelf = new Shelf();
    const unbroken = await train(recipe, drawn, { ...options, checkpoints: shelf });
    const again = await train(recipe, drawn, { ...options, checkpoints: shelf, onBatch: () => expect('a batch').toBe('none') });
    expect(Buffer.compare(again.onnx, unbroken.onnx)).toBe(0);
  });

  test('stops where patience ends, as the unbroken one does', async () => {
    const impatient = { epochs: 30, patience: 1 };
    const unbroken = await train({ ...recipe, ...impatient }, drawn, options);
    const last = unbroken.history.length;
    expect(last).toBeLessThan(30);
    const shelf = new Shelf();
    await dieIn(last, shelf, impatient);
    const done = await train({ ...recipe, ...impatient }, drawn, { ...options, checkpoints: shelf });
    expect(done.history).toHaveLength(last);
    const again = await train({ ...recipe, ...impatient }, drawn, { ...options, checkpoints: shelf });
    expect(again.history).toHaveLength(last);
    expect(Buffer.compare(again.onnx, unbroken.onnx)).toBe(0);
  });

  test.each([
    ['seed', { ...options, seed: 6 }, recipe],
    ['recipe', options, { ...recipe, epochs: 5 }],
  ])('is not mixed up with one of another %s', async (_, other, changed) => {
    const shelf = new Shelf();
    await dieIn(2, shelf);
    await expect(train(changed, drawn, { ...other, checkpoints: shelf })).rejects.toThrow(/belongs to a run with another recipe/);
  });
});

describe('the bytes of a checkpoint', () => {
  const state: RunState = {
    run: 'r',
    threads: 2,
    epoch: 1,
    steps: 8,
    history: [{ epoch: 1, loss: 0.5, accuracy: 0.9, validationLoss: 0.4, validationAccuracy: 0.91, seconds: 2 }],
    best: { epoch: 1, loss: 0.4, onnx: Uint8Array.of(1, 2, 3) },
    tensors: new Map([
      ['weights/é', Float32Array.of(0.1, -2)],
      ['empty', new Float32Array()],
    ]),
  };

  test('come back as they were', () => expect(decodeCheckpoint(encodeCheckpoint(state))).toEqual(state));
  test.each([0, 4, 40, 200])('cut off after %d are refused', (length) => {
    expect(() => decodeCheckpoint(encodeCheckpoint(state).subarray(0, length))).toThrow(CheckpointError);
  });
  test('that claim a header of terabytes are refused', () => {
    const bytes = encodeCheckpoint(state);
    bytes[5] = 0xff;
    expect(() => decodeCheckpoint(bytes)).toThrow(CheckpointError);
  });
  test('of another network do not fit', () => {
    expect(() => restoreTensors(state.tensors, new Map([['weights/é', new Float32Array(3)]]))).toThrow('does not hold 3 values');
  });
});
