import { between, type Random } from '../strokes/random';
import { inkAt, mapInk, unitOf, type InkPicture } from './ink-picture';

/** Frosted glass: each pixel seen from a place nearby instead, and smoothed a little before and after. */
export function glassBlur(picture: InkPicture, random: Random): InkPicture {
  const before = softened(picture);
  const reach = 1.6 * unitOf(picture);
  const scattered = mapInk(before, (x, y) => inkAt(before, x + between(random, -reach, reach), y + between(random, -reach, reach)));
  return softened(scattered);
}

/** A camera that moved: the mean along a line of six pixels in some direction. */
export function motionBlur(picture: InkPicture, random: Random): InkPicture {
  const angle = between(random, -Math.PI / 4, Math.PI / 4);
  const half = 3 * unitOf(picture);
  const steps = Math.ceil(2 * half) + 1;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  return mapInk(picture, (x, y) => {
    let sum = 0;
    for (let i = 0; i < steps; i++) {
      const along = half * ((2 * i) / (steps - 1) - 1);
      sum += inkAt(picture, x + along * dx, y + along * dy);
    }
    return sum / steps;
  });
}

/** The mean with the eight neighbours, near ones counting more. */
function softened(picture: InkPicture): InkPicture {
  const step = unitOf(picture) * 0.7;
  return mapInk(picture, (x, y) => {
    let sum = 0;
    for (const dy of [-step, 0, step])
      for (const dx of [-step, 0, step]) sum += inkAt(picture, x + dx, y + dy) * (dx === 0 ? 2 : 1) * (dy === 0 ? 2 : 1);
    return sum / 16;
  });
}
