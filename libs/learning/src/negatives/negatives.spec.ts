import { NO_CLASS } from '../data/glyph-set';
import { heldApartLetters, learnedLetters } from './letter-scripts';
import { foundNegatives, negativeGlyphs } from './negative-glyphs';
import { LEARNED_KINDS, MEASURED_KINDS, negativeSamples, type NegativeKind } from './negative-samples';

const kinds = [...new Set<NegativeKind>([...LEARNED_KINDS, ...MEASURED_KINDS, 'word'])];
const drawn = (kind: NegativeKind, seed: number, side?: number) => [
  ...negativeSamples({ count: 6, seed, kinds: [kind], ...(side && { side }) }),
];

describe.each(kinds)('negatives: %s', (kind) => {
  test('are pictures of the size asked for, no two alike, fixed by the seed', () => {
    const samples = drawn(kind, 1);
    for (const { raster } of samples) expect(raster.data).toHaveLength(56 * 56);
    expect(new Set(samples.map(({ raster }) => Buffer.from(raster.data).toString('base64'))).size).toBeGreaterThan(4);
    expect(drawn(kind, 1)).toEqual(samples);
    expect(drawn(kind, 2)).not.toEqual(samples);
    expect(drawn(kind, 1, 100)[0]!.raster).toMatchObject({ width: 100, height: 100 });
  });
});

describe('glyphs of no class', () => {
  test('are as many as asked for, none of a class, the same for a seed', () => {
    const { count, pixels, classes } = negativeGlyphs(40, 3);
    expect(count).toBe(40);
    expect(pixels).toHaveLength(40 * 784);
    expect([...new Set(classes)]).toEqual([NO_CLASS]);
    expect(negativeGlyphs(40, 3)).toEqual(negativeGlyphs(40, 3));
  });
  test('to choose thresholds on hold only what the pipeline takes for a digit: never an empty page', () => {
    const { count, pixels } = foundNegatives(30, 4);
    expect(count).toBe(30);
    for (let i = 0; i < count; i++) expect(Math.max(...pixels.subarray(i * 784, (i + 1) * 784))).toBeGreaterThan(100);
  });
});

test('letters that are measured only are not among the learned ones', () => {
  expect(heldApartLetters.filter((script) => learnedLetters.includes(script))).toEqual([]);
  expect(LEARNED_KINDS).not.toContain('unknownLetter');
});
