import type { GlyphSet } from './glyph-set';

/** What finished models are calibrated on: images that none of them learned from, and glyphs that are no digit. */
export interface Judges {
  /** Where they come from, for the card. */
  readonly name: string;
  readonly validation: GlyphSet;
  readonly negatives: GlyphSet;
}
