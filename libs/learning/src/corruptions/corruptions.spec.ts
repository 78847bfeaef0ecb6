import { drawStrokes, randomFrom, strokesOf } from '../strokes';
import { corruptedImages } from './corrupted-images';
import { CORRUPTIONS, corrupt } from './corruptions';

const dark = (side: number) => drawStrokes(strokesOf(5, randomFrom(2)), { side, penWidth: side / 12 });
const light = (side: number) => {
  const { data, ...size } = dark(side);
  return { ...size, data: data.map((value) => 255 - value) };
};
const difference = (a: Uint8Array, b: Uint8Array): number => a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;

test('there are fifteen ways to spoil a digit', () => expect(new Set(CORRUPTIONS).size).toBe(15));

describe.each(CORRUPTIONS)('%s', (kind) => {
  test.each([28, 56])('changes a digit of %d pixels without wiping it out, the same for a seed', (side) => {
    const before = dark(side);
    const after = corrupt(before, kind, 3);
    expect(after).toMatchObject({ width: side, height: side });
    expect(difference(after.data, before.data)).toBeGreaterThan(1.5);
    expect(Math.max(...after.data) - Math.min(...after.data)).toBeGreaterThan(90);
    expect(corrupt(before, kind, 3)).toEqual(after);
  });
  test('spoils light ink on dark paper as dark on light', () => {
    const [onLight, onDark] = [corrupt(dark(40), kind, 4).data, corrupt(light(40), kind, 4).data];
    expect(
      difference(
        onDark.map((value) => 255 - value),
        onLight,
      ),
    ).toBeLessThan(1);
  });
});

test('every image comes in each way, labelled with it; one that cannot be decoded stays so', async () => {
  const seen = [];
  for await (const image of corruptedImages([
    { raster: dark(28), label: '5' },
    { raster: null, label: '6' },
  ])) {
    seen.push(image);
  }
  expect(seen.map(({ kind }) => kind)).toEqual([...CORRUPTIONS, ...CORRUPTIONS]);
  expect(seen.slice(0, 15).every(({ raster, label }) => raster !== null && label === '5')).toBe(true);
  expect(seen.slice(15).every(({ raster, label }) => raster === null && label === '6')).toBe(true);
});
