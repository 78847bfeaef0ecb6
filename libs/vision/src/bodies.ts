import type { Component, Labelled } from './components';
import { isBlock, isFrame, isRemnant, right, shared } from './digit';
import { isFrameAround, isOfFrames } from './frame-around';
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
}

/** A body is at least this high, in heights of the tallest. */
const LEAST_HEIGHT = 0.45;
/** Lower than this and longer than that (in heights of the tallest body) is a rule or a dash. */
const RULE = { height: 0.22, width: 0.5 };
/** A solid block lower than this, in heights of the tallest stroke, is a point. */
const POINT = 0.35;
/** A nought that is filled has this much of its box full at most, and so much of its height beside digits, of the higher one's. */
const NOUGHT = { fill: 0.88, beside: 0.6 };
/** Fewer pixels than this, and no network could tell which digit it is. */
const LEAST_PIXELS = 6;
/** In a grainy picture, bodies have at least this share of all that stands out beside rules. */
const CLEAR_SHARE = 0.5;

/** Is a round block as high as the digits beside it, one on either side or two on one? A pen may fill a 0 with ink. */
function isFilledNought({ box, strong }: Patch, all: readonly Patch[]): boolean {
  if (strong > NOUGHT.fill * box.width * box.height) return false;
  const isBeside = (other: Patch): boolean => {
    const isAside = right(other.box) <= box.x || other.box.x >= right(box);
    return isAside && !isBlock(other) && shared(other.box, box) >= NOUGHT.beside * Math.max(other.box.height, box.height);
  };
  return all.filter(isBeside).length >= 2;
}

/** Parts the ink into what may be digits and what is smaller; frames, cells and rules are neither. */
export function bodiesAmong({ ink, isGrainy }: Observation, { labels, components }: Labelled): Bodies {
  const isLarge = Math.min(ink.width, ink.height) >= 40;
  const strokes = components
    .map((component, index) => ({ ...component, label: index + 1 }))
    .filter((patch) => patch.strong > 0 && !(isLarge && isFrame(patch, ink.width, ink.height)))
    .filter((patch) => !isRemnant(patch, components, ink.width, ink.height));
  // A small block beside digits is a point.
  const tallest = strokes.reduce((most, patch) => (isBlock(patch) ? most : Math.max(most, patch.box.height)), 0);
  const isLost = (patch: Patch): boolean => isBlock(patch) && patch.box.height >= Math.max(LEAST_PIXELS, POINT * tallest);
  const patches = strokes.filter((patch) => !isLost(patch) || isFilledNought(patch, strokes));
  const isBox = (patch: Patch): boolean =>
    isLarge && patch.box.height > LEAST_PIXELS && isFrameAround(ink, labels, patch.label, patch, patches);
  const frames = patches.filter(isBox);
  const drawn = patches.filter((patch) => !isOfFrames(patch, frames, labels, ink.width));
  const height = drawn.reduce((most, { box }) => Math.max(most, box.height), 0);
  const isRule = ({ box }: Patch): boolean => box.height < RULE.height * height && box.width > RULE.width * height;
  const marks = drawn.filter((patch) => !isRule(patch));
  const bodies = marks.filter(({ box }) => box.height >= Math.max(LEAST_PIXELS, LEAST_HEIGHT * height));
  const massOf = (parts: readonly Component[]): number => parts.reduce((sum, { mass }) => sum + mass, 0);
  const rules = drawn.filter(isRule);
  if (isGrainy && massOf(bodies) < CLEAR_SHARE * (massOf(components) - massOf(rules) - massOf(frames)))
    return { bodies: [], bits: [], rules: [] };
  const known = new Set(bodies);
  return { bodies, bits: marks.filter((patch) => !known.has(patch)), rules };
}
