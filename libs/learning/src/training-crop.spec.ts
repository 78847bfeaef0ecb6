import { GLYPH_SHAPE } from './network';
import { resnet, s1, s3 } from './networks';
import { flatten } from './layers/flatten';
import { conv } from './layers/conv';
import { seenInput } from './training-crop';

describe('the part of the input that a network looks at', () => {
  test('leaves out what its pools drop', () => {
    expect(seenInput(s1, GLYPH_SHAPE)).toEqual([1, 26, 26]);
    expect(seenInput(s3, GLYPH_SHAPE)).toEqual([1, 22, 22]);
  });
  test('is all of it where every value counts, or where a padding or a mean looks beyond', () => {
    expect(seenInput([conv(2, 3), flatten()], GLYPH_SHAPE)).toEqual(GLYPH_SHAPE);
    expect(seenInput(resnet, GLYPH_SHAPE)).toEqual(GLYPH_SHAPE);
    expect(seenInput([flatten()], [3])).toEqual([3]);
  });
});
