import { between, type Random } from '../strokes/random';
import { inkAt, mapInk, unitOf, type InkPicture } from './ink-picture';

/** All of it lighter or darker by two fifths: what was paper is grey, and ink less apart from it. */
export function brightness(picture: InkPicture, random: Random): InkPicture {
  const more = between(random, 0.35, 0.45);
  return mapInk(picture, (_, __, own) => own + more);
}

/** Clouds of four sizes over everything. */
export function fog(picture: InkPicture, random: Random): InkPicture {
  const octaves = [4, 7, 13, 25].map((side, i) => ({ weight: 0.5 ** i, cells: grid(side, random) }));
  const total = octaves.reduce((sum, { weight }) => sum + weight, 0);
  const { width, height } = picture;
  return mapInk(picture, (x, y, own) => {
    let cloud = 0;
    for (const { weight, cells } of octaves) {
      cloud += weight * inkAt(cells, (x / width) * (cells.width - 1), (y / height) * (cells.height - 1));
    }
    // Dense enough to swallow paper, so that ink stands out by what is left to full.
    return own * 0.75 + 0.65 * (cloud / total);
  });
}

/** Drops of ink and of water: a blotch here and there, and parts of strokes washed away. */
export function spatter(picture: InkPicture, random: Random): InkPicture {
  const unit = unitOf(picture);
  const drops = Array.from({ length: 14 }, () => ({
    ...{ x: random() * picture.width, y: random() * picture.height, radius: unit * between(random, 0.5, 1.6) },
    isInk: random() < 0.6,
  }));
  return mapInk(picture, (x, y, own) => {
    const drop = drops.find((one) => Math.hypot(x - one.x, y - one.y) < one.radius);
    return drop === undefined ? own : drop.isInk ? Math.max(own, 0.9) : 0.2 * own;
  });
}

function grid(side: number, random: Random): InkPicture {
  return { width: side, height: side, ink: Float32Array.from({ length: side * side }, () => random()) };
}
