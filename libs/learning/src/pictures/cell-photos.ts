import { resized } from '../strings/ink-raster';
import type { Writer } from '../strings/writers';
import { between, normal, oneOf, type Random } from '../strokes/random';
import { fading, shaded, tilted } from './conditions';
import type { PictureSample } from './picture-samples';
import { inkCover, photographed, ruleCover, type Layer } from './scene';

/** Which sides of a printed cell are to be seen. `cut`: its lines lie on the picture's edge, half cut off. */
export const CELL_FRAMES = ['whole', 'some', 'cut', 'grid', 'none'] as const;
const LIGHTS = ['even', 'fading', 'shadow'] as const;

/** A photo of one cell of a form or of squared paper with a digit in it, taken by hand. */
export function cellPhoto(frame: (typeof CELL_FRAMES)[number], digit: number, writer: Writer, random: Random): PictureSample {
  const side = Math.round(oneOf(random, [28, 40, 64, 100, 160, 280]) * between(random, 0.9, 1.1));
  const [width, height] = [side, Math.round(side * between(random, 0.85, 1.2))];
  const cell = { left: 0, top: 0, right: width, bottom: height };
  const inset = frame === 'cut' ? 0 : side * between(random, 0.04, 0.14);
  for (const edge of ['left', 'top'] as const) cell[edge] += inset + normal(random, 0, 0.01) * side;
  for (const edge of ['right', 'bottom'] as const) cell[edge] -= inset + normal(random, 0, 0.01) * side;
  const size = Math.min(cell.right - cell.left, cell.bottom - cell.top);
  const ink = resized(writer.takePen(random)(digit), Math.max(8, Math.round(size * between(random, 0.5, 0.8))), normal(random, 0, 0.1));
  const jitter = (): number => between(random, -0.06, 0.06) * size;
  const [left, top] = [(width - ink.width) / 2 + jitter(), (height - ink.height) / 2 + jitter()];
  const isChalk = random() < 0.15;
  const paper = isChalk ? between(random, 20, 80) : between(random, 150, 245);
  const level = isChalk ? paper + between(random, 90, 170) : paper - between(random, 60, 140);
  const frameLevel = isChalk ? paper + between(random, 30, 120) : Math.max(0, paper - between(random, 30, 170));
  const thickness = Math.max(0.8, side * oneOf(random, [0.008, 0.02, 0.05]) * between(random, 0.7, 1.3));
  const lines = rulesOf(frame, cell, width, height, thickness, random).map((cover): Layer => ({ cover, level: frameLevel }));
  const light = oneOf(random, LIGHTS);
  const raster = photographed(
    {
      width,
      height,
      paper,
      layers: [...lines, { cover: inkCover(ink, left, top), level }],
      look: tilted(width, height, 0.08, 0.12, random),
      ...(light === 'even' ? {} : { light: light === 'fading' ? fading(width, height, 0.5, random) : shaded(width, height, random) }),
      texture: between(random, 0, 4),
      grain: between(random, 0, 6),
    },
    random,
  );
  const size2 = side < 50 ? 'small' : 'large';
  return { raster, label: String(digit), kind: `cell-${frame} ${light} ${size2} ${isChalk ? 'light-on-dark' : 'dark-on-light'}` };
}

interface Cell {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function rulesOf(
  frame: (typeof CELL_FRAMES)[number],
  { left, top, right, bottom }: Cell,
  width: number,
  height: number,
  thickness: number,
  random: Random,
): Layer['cover'][] {
  if (frame === 'none') return [];
  // A grid's lines go on beyond the cell; a box ends at its corners.
  const reach = frame === 'grid' || frame === 'cut' ? 2 * Math.max(width, height) : 0;
  const rules = [
    ruleCover(left - reach, top, right + reach, top, thickness),
    ruleCover(right, top - reach, right, bottom + reach, thickness),
    ruleCover(left - reach, bottom, right + reach, bottom, thickness),
    ruleCover(left, top - reach, left, bottom + reach, thickness),
  ];
  if (frame !== 'some') return rules;
  const first = Math.floor(random() * 4);
  return Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) => rules[(first + i) % 4]!);
}
