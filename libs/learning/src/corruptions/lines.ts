import { between, type Random } from '../strokes/random';
import { mapInk, unitOf, type InkPicture } from './ink-picture';

/** Ink and paper exchanged in a band down the left and down the right. */
export function stripe(picture: InkPicture, random: Random): InkPicture {
  const { width } = picture;
  const [left, right] = [between(random, 0.12, 0.25) * width, between(random, 0.75, 0.88) * width];
  return mapInk(picture, (x, _, own) => (x < left || x >= right ? 1 - own : own));
}

/** A line of dots from edge to edge. */
export function dottedLine(picture: InkPicture, random: Random): InkPicture {
  const unit = unitOf(picture);
  const [from, to] = [between(random, 0.1, 0.9), between(random, 0.1, 0.9)];
  const isAcross = random() < 0.5;
  const [length, breadth] = isAcross ? [picture.width, picture.height] : [picture.height, picture.width];
  return mapInk(picture, (x, y, own) => {
    const [along, off] = isAcross ? [x, y] : [y, x];
    const line = breadth * (from + ((to - from) * along) / length);
    const isDot = Math.floor(along / (2 * unit)) % 2 === 0;
    return isDot && Math.abs(off - line) < 0.6 * unit ? 1 : own;
  });
}

/** A zigzag from edge to edge. */
export function zigzag(picture: InkPicture, random: Random): InkPicture {
  const unit = unitOf(picture);
  const [from, to] = [between(random, 0.15, 0.85), between(random, 0.15, 0.85)];
  const [period, height] = [unit * between(random, 4, 7), unit * between(random, 1.5, 2.5)];
  return mapInk(picture, (x, y, own) => {
    const swing = Math.abs(((x / period) % 1) * 2 - 1) * 2 - 1;
    const line = picture.height * (from + ((to - from) * x) / picture.width) + height * swing;
    // The line is steep, so its thickness is measured along the rows it passes.
    return Math.abs(y - line) < 0.6 * unit * Math.hypot(1, (4 * height) / period) ? 1 : own;
  });
}
