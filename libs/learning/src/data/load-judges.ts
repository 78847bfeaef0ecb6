import { NEGATIVE_SEED_OFFSETS, foundNegatives } from '../negatives';
import type { GlyphSet } from './glyph-set';
import type { Judges } from './judges';
import { loadReplay } from './load-replay';

/** Images to judge with: the last 5,000 of MNIST's training files, which no model learns from, or drawn digits; and glyphs of no class. */
const SIZES = { validation: 5_000, negatives: 1_000, examples: 1_000 };

/**
 * What finished models are judged on, and a thousand `examples` that they may have learned from; `limit` takes fewer of each, for tests and quick
 * looks. Throws DatasetError.
 */
export async function loadJudges(mnistFolder: string | undefined, limit = Infinity): Promise<Judges & { readonly examples: GlyphSet }> {
  const sizes = { train: Math.min(SIZES.examples, limit), validation: Math.min(SIZES.validation, limit) };
  const { name, train: examples, validation } = await loadReplay(mnistFolder, sizes);
  return { name, examples, validation, negatives: foundNegatives(Math.min(SIZES.negatives, limit), NEGATIVE_SEED_OFFSETS.validation) };
}
