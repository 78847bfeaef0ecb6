import { createHash } from 'node:crypto';
import type { GlyphSet } from './glyph-set';

/** What a network learns from (`train`) and is chosen on (`validation`); the two share no image. */
export interface Dataset {
  readonly name: string;
  /** Over the labels and both sets: two datasets with one hash are the same. */
  readonly sha256: string;
  /** Label set: what each class means. */
  readonly labels: readonly string[];
  readonly train: GlyphSet;
  readonly validation: GlyphSet;
  /** Glyphs of no class that the reject threshold is chosen on, kept apart from those that are learned. */
  readonly negatives?: GlyphSet;
}

/** The label set of the `digits` recogniser. */
export const DIGITS: readonly string[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Names and hashes a dataset. */
export function makeDataset(name: string, labels: readonly string[], train: GlyphSet, validation: GlyphSet, negatives?: GlyphSet): Dataset {
  const hash = createHash('sha256').update(JSON.stringify([labels, train.count, validation.count]));
  for (const set of [train, validation]) hash.update(set.pixels).update(set.classes);
  if (negatives !== undefined) hash.update(negatives.pixels);
  return { name, sha256: hash.digest('hex'), labels, train, validation, ...(negatives && { negatives }) };
}
