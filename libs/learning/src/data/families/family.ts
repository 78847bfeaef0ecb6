import type { Random } from '../../strokes/random';

/** What may happen to a glyph while training besides the plain affine map, in the order in which it happens: pen, hand, paper, scan. */
export const FAMILIES = [
  'strokeWidth',
  'gaps',
  'turn',
  'slant',
  'aspect',
  'small',
  'perspective',
  'elastic',
  'outline',
  'rules',
  'spots',
  'bleed',
  'fray',
  'inverse',
  'blur',
  'motion',
  'lowResolution',
  'contrast',
  'noise',
  'saltAndPepper',
  'jpeg',
] as const;
export type FamilyName = (typeof FAMILIES)[number];

export interface FamilySetting {
  /** Chance that a glyph meets this family. */
  readonly probability: number;
  /** How far it goes at most, from 0 to 1; at 1 a person still reads most glyphs. */
  readonly strength: number;
}

export type FamilySettings = Readonly<Partial<Record<FamilyName, FamilySetting>>>;

/** Strength with which a family strikes this glyph, drawn between a fifth of its limit and the limit; 0: not at all. */
export function struck(families: FamilySettings, name: FamilyName, random: Random): number {
  const setting = families[name];
  if (setting === undefined || random() >= setting.probability) return 0;
  return setting.strength * (0.2 + 0.8 * random());
}
