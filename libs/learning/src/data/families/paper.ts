import { between, type Random } from '../../strokes/random';
import { SIDE, SIZE, drawLine, wipe, type Plane } from './plane';
import { blurred } from './optics';

const sharp = new Float32Array(SIZE);

/** Ruling lines, the borders of boxes and the bars of a scanner's lid at the edges mostly; now and then a line or a pen's slip through the digit. */
export function drawRules(plane: Plane, strength: number, random: Random): void {
  const kind = random();
  if (kind < 0.4) return slip(plane, strength, random);
  if (kind < 0.53) return bars(plane, strength, random);
  if (kind < 0.6) line(plane, true, between(random, 21, 27), strength, random);
  else if (kind < 0.65) line(plane, true, between(random, 0, 6), strength, random);
  else if (kind < 0.74) line(plane, false, random() < 0.5 ? between(random, 0, 5) : between(random, 22, 27), strength, random);
  else if (kind < 0.88) box(plane, strength, random);
  else line(plane, random() < 0.6, between(random, 7, 20), 0.8 * strength, random);
}

/** Spots of ink and of correction fluid: two to nine. */
export function spot(plane: Plane, strength: number, random: Random): void {
  const count = 2 + Math.floor(8 * strength * random());
  for (let i = 0; i < count; i++) {
    const [x, y, radius] = [between(random, 2, SIDE - 3), between(random, 2, SIDE - 3), between(random, 0.3, 1.3)];
    if (random() < 0.6) drawLine(plane, x, y, x, y, radius, between(random, 0.5, 1));
    else wipe(plane, x, y, radius * strength);
  }
}

/** Light ink in a dark field, as where paper and ink were taken for each other: the field reaches a little beyond the digit. */
export function invert(plane: Plane, strength: number, random: Random): void {
  const reach = (): number => Math.floor(between(random, 1, 6));
  const [left, right, top, bottom] = [reach(), SIDE - reach(), reach(), SIDE - reach()];
  const level = 0.4 + 0.6 * strength;
  for (let row = 0, at = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++, at++) {
      const isField = column >= left && column < right && row >= top && row < bottom;
      plane[at] = isField ? level * (1 - plane[at]!) : 0;
    }
  }
}

/** Ink that runs into the paper: a halo about strokes, stronger where the paper drinks more, and a blot or two. */
export function bleed(plane: Plane, strength: number, random: Random): void {
  const halo = blurred(plane, 0.8 + strength);
  const [speed, phase, slope] = [between(random, 0.2, 0.7), between(random, 0, 6), between(random, -1, 1)];
  for (let row = 0, at = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++, at++) {
      const thirst = 0.6 + 0.4 * Math.sin(speed * (column + slope * row) + phase);
      plane[at] = Math.max(plane[at]!, Math.min(1, 2.2 * strength * thirst * halo[at]!));
    }
  }
  for (let tries = 0; tries < 8; tries++) {
    const at = Math.floor(random() * SIZE);
    if (plane[at]! < 0.5 || random() > 0.4 * strength) continue;
    drawLine(plane, at % SIDE, Math.floor(at / SIDE), at % SIDE, Math.floor(at / SIDE), between(random, 0.6, 1.6), 1);
  }
}

/** Ink that frayed on rough paper or in a worn printer: each pixel the mean of two places up to two pixels away. */
export function fray(plane: Plane, strength: number, random: Random): void {
  const reach = 0.5 + 1.5 * strength;
  sharp.set(plane);
  const nearby = (row: number, column: number): number => {
    const y = Math.round(row + between(random, -reach, reach));
    const x = Math.round(column + between(random, -reach, reach));
    return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : sharp[y * SIDE + x]!;
  };
  for (let row = 0, at = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++, at++) plane[at] = (nearby(row, column) + nearby(row, column)) / 2;
  }
}

function line(plane: Plane, isAcross: boolean, place: number, strength: number, random: Random): void {
  const ink = strength * between(random, 0.35, 1);
  const radius = between(random, 0.1, 0.9);
  const end = place + between(random, -2, 2) * strength;
  if (isAcross) drawLine(plane, -1, place, SIDE, end, radius, ink);
  else drawLine(plane, place, -1, end, SIDE, radius, ink);
}

/** A pen's slip across the glyph, or what struck it out: two to nineteen straight pieces one after the other, often to and fro. */
function slip(plane: Plane, strength: number, random: Random): void {
  const ink = Math.min(1, (0.3 + strength) * between(random, 0.6, 1.4));
  const radius = between(random, 0.1, 0.7);
  const pieces = 2 + Math.floor(18 * random());
  const isAcross = random() < 0.8;
  const [middle, end, sway] = [between(random, 4, 24), between(random, 4, 24), between(random, 1, 7)];
  const isToAndFro = random() < 0.4;
  let before = middle;
  for (let i = 0; i < pieces; i++) {
    const [from, to] = [(SIDE * i) / pieces, (SIDE * (i + 1)) / pieces];
    const off = isToAndFro ? (i % 2 === 0 ? sway : -sway) * between(random, 0.3, 0.7) : between(random, -sway, sway);
    const next = middle + ((end - middle) * (i + 1)) / pieces + off;
    if (isAcross) drawLine(plane, from, before, to, next, radius, ink);
    else drawLine(plane, before, from, next, to, radius, ink);
    before = next;
  }
}

/** Bright bars at two sides, as of a scanner's lid beside narrow paper; half of the time ink that reaches into them stays to be seen, as light as paper was. */
function bars(plane: Plane, strength: number, random: Random): void {
  const ink = Math.min(1, (0.3 + 0.7 * strength) * between(random, 0.5, 1.2));
  const isUpright = random() < 0.7;
  const hides = random() < 0.5;
  const [low, high] = [between(random, 0, 9), SIDE - between(random, 0, 9)];
  for (let at = 0; at < SIZE; at++) {
    const place = isUpright ? at % SIDE : Math.floor(at / SIDE);
    if (place < low || place >= high) plane[at] = hides ? Math.max(plane[at]!, ink) : Math.abs(ink - plane[at]!);
  }
}

/** The cell of a form, of which any side may be outside of the glyph. */
function box(plane: Plane, strength: number, random: Random): void {
  const ink = strength * between(random, 0.35, 1);
  const radius = between(random, 0.1, 0.8);
  const [left, right] = [between(random, -3, 4), between(random, 23, 31)];
  const [top, bottom] = [between(random, -3, 3), between(random, 24, 31)];
  drawLine(plane, left, top, right, top, radius, ink);
  drawLine(plane, left, bottom, right, bottom, radius, ink);
  drawLine(plane, left, top, left, bottom, radius, ink);
  drawLine(plane, right, top, right, bottom, radius, ink);
}
