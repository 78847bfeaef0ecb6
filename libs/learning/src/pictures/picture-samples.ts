import type { Raster } from '@numera/vision';
import type { Writer } from '../strings/writers';
import { between, oneOf, randomFrom, type Random } from '../strokes/random';
import { CELL_FRAMES, cellPhoto } from './cell-photos';
import { PAGE_RULINGS, pagePhoto, screenshot } from './page-photos';
import { TINY_SIDES, tinyScan } from './tiny-scans';

/** A picture as people send them, with what it shows. */
export interface PictureSample {
  readonly raster: Raster;
  /** The digits in reading order; '' when there are none. */
  readonly label: string;
  /** What it is, then what is special about it, parted by blanks. */
  readonly kind: string;
}

export interface PictureSampleOptions {
  /** Pictures of each kind. */
  readonly count: number;
  readonly seed: number;
  readonly writers: readonly Writer[];
  /** Beginning of the names of the kinds that are wanted; default all. */
  readonly only?: string;
}

type Maker = (writer: Writer, random: Random, digit: number) => PictureSample;

const PAGE_SIDE = { least: 400, most: 1200 };
const pageSide = (random: Random): number => Math.round(between(random, PAGE_SIDE.least, PAGE_SIDE.most));
const severalDigits = (random: Random): number[] => Array.from({ length: 2 + Math.floor(random() * 5) }, () => Math.floor(random() * 10));

const MAKERS: readonly (readonly [name: string, make: Maker])[] = [
  ...TINY_SIDES.map((side): [string, Maker] => [`tiny${side}`, (writer, random, digit) => tinyScan(side, digit, writer, random)]),
  ...CELL_FRAMES.map((frame): [string, Maker] => [`cell-${frame}`, (writer, random, digit) => cellPhoto(frame, digit, writer, random)]),
  ['screenshot', (writer, random, digit) => screenshot(digit, writer, random)],
  ...PAGE_RULINGS.flatMap((ruling): [string, Maker][] => [
    [`page-${ruling}`, (writer, random, digit) => pagePhoto(ruling, [digit], pageSide(random), writer, random)],
    [`number-${ruling}`, (writer, random) => pagePhoto(ruling, severalDigits(random), pageSide(random), writer, random)],
    [`empty-${ruling}`, (writer, random) => pagePhoto(ruling, [], pageSide(random), writer, random)],
  ]),
];

/** Pictures of every kind, `count` of each, one at a time; the seed fixes them all. */
export function* pictureSamples({ count, seed, writers, only = '' }: PictureSampleOptions): Generator<PictureSample> {
  for (const [at, [name, make]] of MAKERS.entries()) {
    if (!name.startsWith(only)) continue;
    const random = randomFrom(seed * 1000 + at);
    for (let i = 0; i < count; i++) yield make(oneOf(random, writers), random, i % 10);
  }
}
