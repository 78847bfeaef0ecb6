import type { Component, Labelled } from './components';
import { isBlock, isCell, isFrame, isInside, isRemnant } from './digit';
import type { Observation } from './observe';

/** A patch of ink with the label that its pixels carry. */
export interface Patch extends Component {
  readonly label: number;
}

export interface Bodies {
  /** What may be digits, or several that touch. */
  readonly bodies: readonly Patch[];
  /** Smaller pieces: parts of broken digits, commas, specks. */
  readonly bits: readonly Patch[];
  /** Flat and long ones: dashes, and rules under or over a line. */
  readonly rules: readonly Patch[];
  /** Height of the tallest body. */
  readonly height: number;
}

/** A body is at least this high, in heights of the tallest. */
const LEAST_HEIGHT = 0.45;
/** Lower than this and longer than that (in heights of the tallest body) is a rule or a dash. */
const RULE = { height: 0.22, width: 0.5 };
/** Fewer pixels than this, and no network could tell which digit it is. */
const LEAST_PIXELS = 6;
/** In a grainy picture, bodies have at least this share of all that stands out. */
const CLEAR_SHARE = 0.5;

/** Parts the ink into what may be digits and what is smaller; frames, cells and rules are neither. */
export function bodiesAmong({ ink, isGrainy }: Observation, { labels, components }: Labelled): Bodies {
  const isLarge = Math.min(ink.width, ink.height) >= 40;
  const patches = components
    .map((component, index) => ({ ...component, label: index + 1 }))
    .filter((patch) => patch.strong > 0 && !(isLarge && isFrame(patch, ink.width, ink.height)))
    .filter((patch) => !(isBlock(patch) && patch.box.height >= LEAST_PIXELS) && !isRemnant(patch, components, ink.width, ink.height));
  const isBox = (patch: Patch): boolean =>
    isLarge &&
    patches.some((other) => isInside(other.box, patch.box) && other.mass >= 0.1 * patch.mass) &&
    isCell(ink, labels, patch.label, patch.box);
  const drawn = patches.filter((patch) => !isBox(patch));
  const height = drawn.reduce((most, { box }) => Math.max(most, box.height), 0);
  const isRule = ({ box }: Patch): boolean => box.height < RULE.height * height && box.width > RULE.width * height;
  const marks = drawn.filter((patch) => !isRule(patch));
  const bodies = marks.filter(({ box }) => box.height >= Math.max(LEAST_PIXELS, LEAST_HEIGHT * height));
  const massOf = (parts: readonly Component[]): number => parts.reduce((sum, { mass }) => sum + mass, 0);
  if (isGrainy && massOf(bodies) < CLEAR_SHARE * massOf(components)) return { bodies: [], bits: [], rules: [], height };
  return { bodies, bits: marks.filter((patch) => !bodies.includes(patch)), rules: drawn.filter(isRule), height };
}
