import { augmentationAt } from './fading';

const full = { rotation: 12, scale: 0.1, shear: 0.2, shift: 2, thickness: 0.5, families: { blur: { probability: 0.4, strength: 0.6 } } };
const fading = { share: 0.5, to: 0.2 };

describe('fading augmentation', () => {
  it('is whole until it begins', () => {
    expect(augmentationAt({ ...full, fading }, 1, 10)).toEqual(full);
    expect(augmentationAt({ ...full, fading }, 5, 10)).toEqual(full);
  });

  it('falls in a line: chances and the pen all the way, the hand half of it, strengths not', () => {
    const { rotation, scale, shear, shift, thickness, families } = augmentationAt({ ...full, fading }, 10, 10);
    [rotation, scale, shear, shift, thickness].forEach((limit, i) =>
      expect(limit).toBeCloseTo([7.2, 0.06, 0.12, 1.2, 0.1][i] ?? Number.NaN),
    );
    expect(families?.blur).toEqual({ probability: expect.closeTo(0.08) as number, strength: 0.6 });
    expect(augmentationAt({ ...full, fading }, 6, 10).families?.blur?.probability).toBeCloseTo(0.4 * (1 - 0.8 * 0.2));
  });

  it('does nothing where a recipe does not ask for it', () => expect(augmentationAt(full, 10, 10)).toEqual(full));

  it('does nothing in a share that is less than an epoch', () =>
    expect(augmentationAt({ ...full, fading: { share: 0.05, to: 0 } }, 10, 10)).toEqual(full));
});
