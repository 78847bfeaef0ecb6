import { createHash } from 'node:crypto';
import type { ModelCard } from '@numera/contracts';
import { parseModelFiles } from './model-folder';
import { ModelError, openModel } from './session';

// A network of three nodes: its two logits are minus and plus the mean ink of the glyph.
const onnx = Buffer.from(
  'CAgSBm51bWVyYTrWAgo0CgZnbHlwaHMSCUZsYXR0ZW5fMBoJRmxhdHRlbl8wIgdGbGF0dGVuKgsKBGF4aXMYAaABAgpSCglGbGF0dGVuXzASDFJlZHVjZU1lYW5fMRoMUmVkdWNl' +
    'TWVhbl8xIgpSZWR1Y2VNZWFuKgwKBGF4ZXNCAQGgAQcqDwoIa2VlcGRpbXMYAaABAgohCgxSZWR1Y2VNZWFuXzESBU5lZ18yGgVOZWdfMiIDTmVnCj4KBU5lZ18yCgxSZWR1Y2VN' +
    'ZWFuXzESCENvbmNhdF8zGghDb25jYXRfMyIGQ29uY2F0KgsKBGF4aXMYAaABAgokCghDb25jYXRfMxIGbG9naXRzGgZsb2dpdHMiCElkZW50aXR5EgNpbmtaIQoGZ2x5cGhzEhcK' +
    'FQgBEhEKAxIBbgoCCAEKAggcCgIIHGIZCgZsb2dpdHMSDwoNCAESCQoDEgFuCgIIAkICEBE=',
  'base64',
);
const sha256 = createHash('sha256').update(onnx).digest('hex');
const card: ModelCard = {
  v: 1,
  version: `ink-20260101-${sha256.slice(0, 8)}`,
  recogniser: 'ink',
  sha256,
  labels: ['pale', 'dark'],
  parents: [],
  recipe: {},
  dataset: { name: 'none', sha256: '0'.repeat(64), train: 0, validation: 0 },
  seed: 0,
  engine: 'onnx',
  parameters: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  input: { name: 'glyphs', shape: [1, 28, 28], range: [0, 1] },
  output: { name: 'logits' },
  calibration: { temperature: 1 },
  thresholds: { accept: 0.9, reject: 0.5, chosenOn: 'test', targetError: 0.01 },
  metrics: {},
  history: [],
  t10k: [],
};
const bytes = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

describe('a model', () => {
  test('answers a list and a packed array alike, one row of logits a glyph', async () => {
    const model = await openModel({ onnx, card }, { device: 'cpu', threads: 1 });
    const glyphs = [new Float32Array(784).fill(0.25), new Float32Array(784).fill(1)];
    const packed = new Float32Array(2 * 784).fill(0.25, 0, 784).fill(1, 784);
    const [listed, whole] = [await model.run(glyphs), await model.run(packed)];
    [-0.25, 0.25, -1, 1].forEach((logit, i) => expect(listed[i]).toBeCloseTo(logit, 5));
    expect([...whole]).toEqual([...listed]);
    expect(await model.run([])).toHaveLength(0);
    expect(model.device).toBe('cpu');
    await model.close();
  });
  test('refuses values that are not whole glyphs', async () => {
    const model = await openModel({ onnx, card }, { device: 'cpu' });
    await expect(model.run(new Float32Array(785))).rejects.toThrow(RangeError);
    await expect(model.run([new Float32Array(783)])).rejects.toThrow('glyph 0 has 783 values');
    await model.close();
  });
  test('whose card has another number of labels than the network does not open', async () => {
    const wrong = { ...card, labels: ['a', 'b', 'c'] };
    await expect(openModel({ onnx, card: wrong }, { device: 'cpu' })).rejects.toThrow(/2 values a glyph; its card has 3 labels/);
  });
  test('whose card names another input or output does not open', async () => {
    const input = { ...card, input: { ...card.input, name: 'pictures' } };
    await expect(openModel({ onnx, card: input }, { device: 'cpu' })).rejects.toThrow(/no input called pictures, only glyphs/);
    const output = { ...card, output: { name: 'scores' } };
    await expect(openModel({ onnx, card: output }, { device: 'cpu' })).rejects.toThrow(/no output called scores, only logits/);
  });
  test('starts a member again that once failed to start', async () => {
    const member = Buffer.from(onnx);
    const model = await openModel({ onnx, card, members: [member] }, { device: 'cpu' });
    const glyphs = [new Float32Array(784).fill(1)];
    member.fill(0, 0, 100);
    await expect(model.networks[1]!(glyphs)).rejects.toThrow(ModelError);
    member.set(onnx);
    expect(await model.networks[1]!(glyphs)).toHaveLength(2);
    await model.close();
  });
  test('of broken bytes does not open', async () => {
    await expect(openModel({ onnx: onnx.subarray(0, 100), card }, { device: 'cpu' })).rejects.toThrow(ModelError);
  });
});

describe('the two files of a model', () => {
  test('are taken when the card is valid and the hash agrees', () => {
    expect(parseModelFiles(onnx, bytes(card), 'here')).toEqual({ onnx, card });
  });
  test('are refused when the hash differs', () => {
    const other = Buffer.concat([onnx, Buffer.from([0])]);
    expect(() => parseModelFiles(other, bytes(card), 'here')).toThrow(`its card says ${sha256}`);
  });
  test('are refused with the names of the fields that are wrong', () => {
    expect(() => parseModelFiles(onnx, bytes({ ...card, labels: ['a'] }), 'here')).toThrow(/here: card.json is not a model card \(labels/);
  });
  test('are refused when the card is not JSON', () => {
    expect(() => parseModelFiles(onnx, Buffer.from('{'), 'here')).toThrow('here: card.json is not JSON');
  });
});
