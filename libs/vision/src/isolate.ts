import type { Component } from './components';
import { around } from './digit';
import { digitAmong } from './digit-among';
import { STRONG } from './ink';
import type { Ink } from './ink';
import type { Observation } from './observe';
import type { Box, Raster } from './raster';

/** How far the soft edge of a stroke may reach beyond its body, in shares of the digit's longer side. */
const EDGE_SHARE = 0.05;
/** A digit's longer side is at least this many pixels, and this share of the picture's. */
const LEAST_DIGIT = 5;
const LEAST_SHARE = 0.025;
/** A digit's line is at most this many times as long as its longer side; of 10,000 of MNIST's the longest has 3.7. */
const LONGEST_LINE = 5.5;
/** Ink that covers less than this of its box is no patch of noise; ragged as pencil and chalk are, it may seem so long. */
const LONGEST_SPARSE = 10;
const SPARSE = 0.3;
/** In a grainy picture, the digit has at least this share of all that stands out. */
const CLEAR_SHARE = 0.5;
/** And its largest piece has at least this share of the digit: grain is many pieces of a size. */
const PIECE_SHARE = 0.25;

/** Wipes everything but the digit from the ink; its box, or null when there is no digit. */
export function isolateDigit({ ink, isGrainy, patches }: Observation): Box | null {
  const labelled = patches();
  const { labels, components } = labelled;
  const chosen = digitAmong(ink, labelled);
  if (chosen.length === 0) return null;
  const massOf = (parts: readonly Component[]): number => parts.reduce((sum, { mass }) => sum + mass, 0);
  const parts = chosen.map((index) => components[index]!);
  if (isGrainy) {
    const mass = massOf(parts);
    if (mass < CLEAR_SHARE * massOf(components) || parts.every((part) => part.mass < PIECE_SHARE * mass)) return null;
  }
  const isChosen = new Uint8Array(components.length + 1);
  for (const index of chosen) isChosen[index + 1] = 1;
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at]!;
    if (label !== 0 && isChosen[label] === 0) ink.data[at] = 0;
  }
  return strongBox(ink, parts.map(({ box }) => box).reduce(around));
}

/**
 * The box of the strong ink within `box`, and of the soft edge of at most `reach` pixels around it (by default a share of the digit's
 * size). What reaches further out and is never strong is a ruled line or a smear.
 */
export function strongBox({ width, data }: Raster, box: Box, reach?: number): Box {
  let [left, right, top, bottom] = [box.x + box.width, box.x, box.y + box.height, box.y];
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x, at = y * width + box.x; x < box.x + box.width; x++, at++) {
      if (data[at]! < STRONG) continue;
      if (x < left) left = x;
      if (x >= right) right = x + 1;
      if (y < top) top = y;
      bottom = y + 1;
    }
  }
  const edge = reach ?? Math.max(1, Math.round(EDGE_SHARE * Math.max(right - left, bottom - top)));
  left = Math.max(box.x, left - edge);
  top = Math.max(box.y, top - edge);
  right = Math.min(box.x + box.width, right + edge);
  bottom = Math.min(box.y + box.height, bottom + edge);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Could this be a digit? A speck is too small, and a patch of noise has far more outline than a line of its size. */
export function isDigitLike({ width, height, data }: Ink, box: Box, strokeWidth: number): boolean {
  const longer = Math.max(box.width, box.height);
  if (longer < Math.max(LEAST_DIGIT, LEAST_SHARE * Math.max(width, height))) return false;
  let mass = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let at = y * width + box.x; at < y * width + box.x + box.width; at++) mass += data[at]!;
  }
  const isSparse = mass / 255 < SPARSE * box.width * box.height;
  return mass / 255 / strokeWidth <= (isSparse ? LONGEST_SPARSE : LONGEST_LINE) * longer;
}
