import { between, type Random } from '../strokes/random';
import { struck, type FamilyName, type FamilySettings } from './families/family';
import { scanSmall } from './families/scan';
import { compress } from './families/jpeg';
import { addNoise, addSaltAndPepper } from './families/noise';
import { blur, changeContrast, shake } from './families/optics';
import { bleed, drawRules, fray, invert, spot } from './families/paper';
import { changeStrokeWidth, hollow, leaveGaps, thicken } from './families/pen';
import { SIZE, type Plane } from './families/plane';
import { elasticField, warp } from './families/warp';

export { FAMILIES, type FamilyName, type FamilySetting, type FamilySettings } from './families/family';

/** How far a glyph may be changed while training; each of the five changes is drawn evenly from minus to plus its limit. */
export interface Augmentation {
  /** Degrees. */
  readonly rotation: number;
  /** Share by which each axis grows or shrinks. */
  readonly scale: number;
  /** Columns a row moves for each row away from the centre. */
  readonly shear: number;
  /** Pixels, on each axis. */
  readonly shift: number;
  /** How far strokes grow (dilation) or shrink (erosion), as the share of a full step of one pixel. */
  readonly thickness: number;
  /** What comes in from outside of the picture; default paper. */
  readonly fill?: 'paper' | 'nearest';
  /** What may happen besides, each with its own chance; default nothing. */
  readonly families?: FamilySettings;
}

/** Degrees by which a sheet lies askew at most, besides what a hand does; from 90 on, a 6 is a 9. */
const MOST_TURN = 40;

// Where a glyph is worked on: a thread changes one at a time, and memory taken anew for each would cost more than the work.
const drawn = new Float32Array(SIZE);
const seen = new Float32Array(SIZE);

/**
 * Writes a changed copy of a glyph (784 bytes) to `target` at `at`, as values in [0, 1]: what the pen does, then the hand (all geometry in one
 * map about the centre, sampled bilinearly), the paper and the scanner. The same stream of chance gives the same copy.
 */
export function augment(source: Uint8Array, target: Float32Array, at: number, limits: Augmentation, random: Random): void {
  const { families = {} } = limits;
  for (let i = 0; i < SIZE; i++) drawn[i] = source[i]! / 255;
  changePen(limits, families, random);
  changeHand(limits, families, random);
  changeLater(families, random);
  target.set(seen, at);
}

function changePen({ thickness }: Augmentation, families: FamilySettings, random: Random): void {
  const width = struck(families, 'strokeWidth', random);
  if (width > 0) changeStrokeWidth(drawn, width, random);
  else thicken(drawn, thickness * between(random, -1, 1));
  const gaps = struck(families, 'gaps', random);
  if (gaps > 0) leaveGaps(drawn, gaps, random);
}

function changeHand(limits: Augmentation, families: FamilySettings, random: Random): void {
  const signed = (): number => between(random, -1, 1);
  const turn = struck(families, 'turn', random);
  const turned = turn === 0 ? 0 : MOST_TURN * turn * (random() < 0.5 ? -1 : 1);
  const angle = ((limits.rotation * signed() + turned) * Math.PI) / 180;
  // Narrow and wide hands, to six tenths of the width or two thirds of the height.
  const aspect = Math.exp(0.5 * struck(families, 'aspect', random) * signed());
  // What lies beside a digit takes part of its place: down to three fifths of its size, anywhere in the glyph.
  const smaller = 1 - 0.4 * struck(families, 'small', random);
  const scaleX = (1 + limits.scale * signed()) * Math.min(1.15, aspect) * smaller;
  const scaleY = ((1 + limits.scale * signed()) / Math.max(1, aspect / 1.15)) * smaller;
  const shear = limits.shear * signed() + 0.7 * struck(families, 'slant', random) * signed();
  const far = limits.shift + 10 * (1 - smaller);
  const [shiftX, shiftY] = [far * signed(), far * signed()];
  const tilt = 0.028 * struck(families, 'perspective', random);
  const [tiltX, tiltY] = [tilt * signed(), tilt * signed()];
  const elastic = struck(families, 'elastic', random);
  // The map goes from a target pixel to where its value is read, so it is the inverse: its size divides.
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  warp(drawn, seen, {
    xx: (cos + shear * sin) / scaleX,
    xy: (sin - shear * cos) / scaleX,
    yx: -sin / scaleY,
    yy: cos / scaleY,
    ...{ shiftX, shiftY, tiltX, tiltY },
    field: elastic > 0 ? elasticField(elastic, random) : null,
    isFilledFromEdge: limits.fill === 'nearest',
  });
}

/** Changes a glyph in place by a strength above 0 and at most 1. */
type Change = (plane: Plane, strength: number, random: Random) => void;

/** What happens to a glyph once it is written, in this order: on the paper, then in the scanner. */
const LATER: readonly (readonly [FamilyName, Change])[] = [
  ['outline', hollow],
  ['rules', drawRules],
  ['spots', spot],
  ['bleed', bleed],
  ['fray', fray],
  ['inverse', invert],
  ['blur', blur],
  ['motion', shake],
  ['lowResolution', scanSmall],
  ['contrast', changeContrast],
  ['noise', addNoise],
  ['saltAndPepper', addSaltAndPepper],
  ['jpeg', compress],
];

function changeLater(families: FamilySettings, random: Random): void {
  for (const [family, change] of LATER) {
    const strength = struck(families, family, random);
    if (strength > 0) change(seen, strength, random);
  }
}
