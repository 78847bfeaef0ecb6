import type { GlyphSet } from './glyph-set';
import { loadDataset, loadFolds } from './load-dataset';

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

describe('folds of a dataset', () => {
  const recipe = { ...strokes, negatives: { count: 100, seed: 3 } };
  const picturesOf = ({ count, pixels }: GlyphSet): string[] =>
    Array.from({ length: count }, (_, i) => Buffer.from(pixels.subarray(i * 784, (i + 1) * 784)).toString('base64'));

  test('hold every image out once, beside all others to learn from, and choose on the same', async () => {
    const whole = await loadDataset({ kind: 'strokes' }, recipe, 100);
    const folded = await loadFolds({ kind: 'strokes' }, recipe, 3, 100);
    expect(folded.whole).toEqual(whole);
    const folds = [0, 1, 2].map(folded.foldOf);
    expect(folds.map(({ heldOut }) => heldOut.count)).toEqual([33, 34, 33]);
    expect(folds.flatMap(({ heldOut }) => picturesOf(heldOut))).toEqual(picturesOf(whole.train).slice(0, 100));
    for (const { dataset, heldOut } of folds) {
      const learned = picturesOf(dataset.train);
      expect(learned).toHaveLength(whole.train.count - heldOut.count);
      expect(learned.filter((picture) => picturesOf(heldOut).includes(picture))).toEqual([]);
      expect(dataset.validation).toEqual(whole.validation);
      expect(dataset.negatives).toEqual(whole.negatives);
    }
    expect(new Set([whole, ...folds.map(({ dataset }) => dataset)].map(({ sha256 }) => sha256)).size).toBe(4);
  });
});
