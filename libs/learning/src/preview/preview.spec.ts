import { CORRUPTIONS } from '../corruptions';
import { FAMILIES } from '../data/augmentation';
import type { LabelledRaster } from '../data/glyph-set';
import { LEARNED_KINDS } from '../negatives';
import { strokeSamples } from '../strokes/stroke-samples';
import { contactSheet } from './contact-sheet';
import { previewRows } from './preview-rows';

const digits: LabelledRaster[] = strokeSamples({ count: 40, seed: 1, side: 28 }).map(({ raster: { data, ...size }, label }) => ({
  label: String(label),
  raster: { ...size, data: data.map((value) => 255 - value) },
}));
const limits = { rotation: 5, scale: 0, shear: 0, shift: 0, thickness: 0, families: { blur: { probability: 0.1, strength: 0.5 } } };
const rows = (seed = 1) => previewRows(digits, { augmentation: limits, seed, columns: 4 });

test('a row for every family, style, drawn digit, negative and corruption, each of as many pictures of a glyph', () => {
  const captions = rows().map(({ caption }) => caption);
  for (const name of FAMILIES) expect(captions).toContain(`${name} ${name === 'blur' ? 0.5 : 1}`);
  for (const name of [...LEARNED_KINDS, ...CORRUPTIONS, 'styles of 7', 'drawn 3', 'unknownLetter', 'as the recipe says'])
    expect(captions).toContain(name);
  for (const { pictures } of rows()) {
    expect(pictures).toHaveLength(4);
    for (const { data } of pictures) expect(data).toHaveLength(784);
  }
});

test('the same seed gives the same rows, another seed others', () => {
  expect(rows(2)).toEqual(rows(2));
  expect(rows(2)).not.toEqual(rows(3));
});

test('the sheet holds every picture enlarged, with a caption in the middle of its row', () => {
  const picture = { width: 28, height: 28, data: new Uint8Array(784) };
  const { raster, captions } = contactSheet([
    { caption: 'one', pictures: [picture, picture] },
    { caption: 'two', pictures: [picture] },
  ]);
  expect(raster.data).toHaveLength(raster.width * raster.height);
  expect(raster.data.filter((value) => value === 0)).toHaveLength(3 * 784 * 4);
  expect(captions.map(({ text }) => text)).toEqual(['one', 'two']);
  expect(captions[1]!.y - captions[0]!.y).toBe(60);
  expect(contactSheet([]).raster.width).toBeGreaterThan(0);
});
