import { between, type Random } from '../strokes/random';
import { inkAt, mapInk, unitOf, type InkPicture } from './ink-picture';

const sign = (random: Random): number => (random() < 0.5 ? -1 : 1);

/** Reads each place from where a matrix about the centre puts it. */
function mapped(picture: InkPicture, [xx, xy, yx, yy]: readonly [number, number, number, number], shiftX = 0, shiftY = 0): InkPicture {
  const [middleX, middleY] = [(picture.width - 1) / 2, (picture.height - 1) / 2];
  return mapInk(picture, (x, y) => {
    const [across, down] = [x - middleX - shiftX, y - middleY - shiftY];
    return inkAt(picture, middleX + xx * across + xy * down, middleY + yx * across + yy * down);
  });
}

/** Leant by 22 to 27 degrees to either side. */
export function shear(picture: InkPicture, random: Random): InkPicture {
  return mapped(picture, [1, sign(random) * between(random, 0.4, 0.5), 0, 1]);
}

/** Half to two thirds of the size. */
export function scale(picture: InkPicture, random: Random): InkPicture {
  const factor = 1 / between(random, 0.5, 0.67);
  return mapped(picture, [factor, 0, 0, factor]);
}

/** Turned by 25 to 35 degrees to either side. */
export function rotate(picture: InkPicture, random: Random): InkPicture {
  const angle = (sign(random) * between(random, 25, 35) * Math.PI) / 180;
  return mapped(picture, [Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)]);
}

/** Moved by three to five pixels of 28 on each axis. */
export function translate(picture: InkPicture, random: Random): InkPicture {
  const far = (): number => sign(random) * between(random, 3, 5) * unitOf(picture);
  return mapped(picture, [1, 0, 0, 1], far(), far());
}
