import { loadDataset } from './load-dataset';

const strokes = { strokes: { count: 0, seed: 5 } };

describe('a dataset of drawn digits', () => {
  test('has the digits to learn from and to choose on apart, each label as often', async () => {
    const { train, validation, name, labels } = await loadDataset({ kind: 'strokes' }, strokes, 100);
    expect(name).toBe('strokes');
    expect([train.count, validation.count]).toEqual([100, 10]);
    expect(labels.map((_, i) => train.classes.filter((c) => c === i).length)).toEqual(Array.from({ length: 10 }, () => 10));
    const pictures = new Set(Array.from({ length: 100 }, (_, i) => Buffer.from(train.pixels.subarray(i * 784, (i + 1) * 784)).toString('base64')));
    for (let i = 0; i < 10; i++) {
      expect(pictures.has(Buffer.from(validation.pixels.subarray(i * 784, (i + 1) * 784)).toString('base64'))).toBe(false);
    }
  });
  test('has one hash for one seed', async () => {
    const [a, b, c] = [
      await loadDataset({ kind: 'strokes' }, strokes, 50),
      await loadDataset({ kind: 'strokes' }, strokes, 50),
      await loadDataset({ kind: 'strokes' }, { strokes: { count: 0, seed: 6 } }, 50),
    ];
    expect(a.sha256).toBe(b.sha256);
    expect(a.sha256).not.toBe(c.sha256);
  });
});
