import { GLYPH_SIDE, GLYPH_SIZE, type Raster } from '@numera/vision';
import { CORRUPTIONS, corrupt } from '../corruptions';
import { FAMILIES, augment, type Augmentation } from '../data/augmentation';
import { DIGITS } from '../data/dataset';
import { packGlyphs, type GlyphSet, type LabelledRaster } from '../data/glyph-set';
import { restyled } from '../data/restyle';
import { LEARNED_KINDS, MEASURED_KINDS, negativeSamples } from '../negatives';
import type { Recipe } from '../recipe';
import { randomFrom } from '../strokes/random';
import { strokeSamples } from '../strokes/stroke-samples';

/** Pictures of one kind, ink 255 on 0, and what they are called. */
export interface PreviewRow {
  readonly caption: string;
  readonly pictures: readonly Raster[];
}

export interface PreviewOptions {
  readonly augmentation: Recipe['augmentation'];
  readonly seed: number;
  /** Pictures in a row. */
  readonly columns: number;
}

const still: Augmentation = { rotation: 0, scale: 0, shear: 0, shift: 0, thickness: 0 };

/**
 * Everything that training does to digits and draws by itself, a row each: the digits as they are, what the recipe makes of them, every family of
 * augmentation alone (at the recipe's strength, else full), styles, drawn digits, negatives, corruptions. `digits` are rasters of 28x28, ink 255.
 */
export function previewRows(digits: readonly LabelledRaster[], { augmentation, seed, columns }: PreviewOptions): PreviewRow[] {
  const plain = packGlyphs(digits.slice(0, columns), DIGITS);
  const row = (caption: string, pictures: readonly Raster[]): PreviewRow => ({ caption, pictures: pictures.slice(0, columns) });
  const changed = (caption: string, limits: Augmentation): PreviewRow => row(caption, changedGlyphs(plain, limits, seed));
  return [
    row('as they are', picturesOf(plain)),
    ...(augmentation === null ? [] : [0, 1, 2].map((i) => row('as the recipe says', changedGlyphs(plain, augmentation, seed + i)))),
    ...FAMILIES.map((name) => {
      const strength = augmentation?.families?.[name]?.strength ?? 1;
      return changed(`${name} ${strength}`, { ...still, families: { [name]: { probability: 1, strength } } });
    }),
    ...['0', '1', '7'].map((label) => {
      const some = digits.filter((image) => image.label === label).slice(0, columns);
      return row(`styles of ${label}`, picturesOf(packGlyphs(restyled(some, 1, randomFrom(seed)), DIGITS)));
    }),
    ...DIGITS.map((label) => row(`drawn ${label}`, drawnDigits(Number(label), columns, seed))),
    ...[...new Set([...LEARNED_KINDS, ...MEASURED_KINDS])].map((kind) =>
      row(
        kind,
        [...negativeSamples({ count: columns, seed, kinds: [kind], side: GLYPH_SIDE })].map(({ raster }) => inverse(raster)),
      ),
    ),
    ...CORRUPTIONS.map((kind) =>
      row(
        kind,
        picturesOf(plain).map((picture, i) => corrupt(picture, kind, seed + i)),
      ),
    ),
  ];
}

function changedGlyphs({ count, pixels }: GlyphSet, limits: Augmentation, seed: number): Raster[] {
  const random = randomFrom(seed);
  const values = new Float32Array(GLYPH_SIZE);
  return Array.from({ length: count }, (_, i) => {
    augment(pixels.subarray(i * GLYPH_SIZE, (i + 1) * GLYPH_SIZE), values, 0, limits, random);
    return glyphPicture(Uint8Array.from(values, (value) => Math.round(255 * value)));
  });
}

function picturesOf({ count, pixels }: GlyphSet): Raster[] {
  return Array.from({ length: count }, (_, i) => glyphPicture(pixels.subarray(i * GLYPH_SIZE, (i + 1) * GLYPH_SIZE)));
}

function drawnDigits(digit: number, count: number, seed: number): Raster[] {
  const samples = strokeSamples({ count: 10 * count, seed, side: GLYPH_SIDE });
  return samples.filter(({ label }) => label === digit).map(({ raster }) => inverse(raster));
}

const glyphPicture = (data: Uint8Array): Raster => ({ width: GLYPH_SIDE, height: GLYPH_SIDE, data });
const inverse = ({ width, height, data }: Raster): Raster => ({ width, height, data: data.map((value) => 255 - value) });
