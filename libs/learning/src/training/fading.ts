import type { Augmentation } from '../data/augmentation';
import { FAMILIES } from '../data/families/family';

/** How augmentation ends: over the last `share` of all epochs it falls, in a line, to the part `to` of what it was. */
export interface Fading {
  readonly share: number;
  readonly to: number;
}

/**
 * The augmentation of an epoch (from 1). Chances of families and the pen's limits fall as far as the fading says, the hand's limits (rotation,
 * scale, shear, shift) half as far: a network that ends its training on glyphs as people mostly write them knows those better, and keeps
 * what it learned of the others.
 */
export function augmentationAt<T extends Augmentation & { readonly fading?: Fading | undefined }>(
  augmentation: T,
  epoch: number,
  epochs: number,
): Augmentation {
  const { fading, ...full } = augmentation;
  if (fading === undefined) return full;
  const begins = epochs * (1 - fading.share);
  const progress = epochs - begins < 1 ? 0 : Math.min(1, Math.max(0, (epoch - begins) / (epochs - begins)));
  const part = 1 - (1 - fading.to) * progress;
  const half = (1 + part) / 2;
  const { families, rotation, scale, shear, shift, thickness } = full;
  return {
    ...full,
    ...{ rotation: rotation * half, scale: scale * half, shear: shear * half, shift: shift * half, thickness: thickness * part },
    ...(families && { families: faded(families, part) }),
  };
}

function faded(families: NonNullable<Augmentation['families']>, part: number): NonNullable<Augmentation['families']> {
  const entries = FAMILIES.flatMap((name) => {
    const setting = families[name];
    return setting === undefined ? [] : [[name, { ...setting, probability: setting.probability * part }] as const];
  });
  return Object.fromEntries(entries);
}
