import type { Box, Raster } from '@numera/vision';
import { heldApartSigns } from '../strings/signs';
import type { Writer } from '../strings/writers';
import { oneOf, randomFrom, type Random } from '../strokes/random';
import { AMOUNT_PAPERS, amountScan } from './amount-scans';
import { CELL_FRAMES, cellPhoto } from './cell-photos';
import { NOTE, PAGE_RULINGS, SHEET, pagePhoto, screenshot, type PageSize } from './page-photos';
import { TINY_SIDES, tinyScan } from './tiny-scans';

/** A picture as people send them, with what it shows. */
export interface PictureSample {
  readonly raster: Raster;
  /** The digits in reading order; '' when there are none. */
  readonly label: string;
  /** What it is, then what is special about it, parted by blanks. */
  readonly kind: string;
  /** Where each digit's ink stands, where that is known. */
  readonly boxes?: readonly Box[];
}

export interface PictureSampleOptions {
  /** Pictures of each kind. */
  readonly count: number;
  readonly seed: number;
  readonly writers: readonly Writer[];
  /** Beginning of the names of the kinds that are wanted; default all. */
  readonly only?: string;
  /** Scripts of the signs in amounts; default those that are never learned. */
  readonly signs?: readonly string[];
}

type Maker = (writer: Writer, random: Random, digit: number, signs: readonly string[]) => PictureSample;

const severalDigits = (random: Random): number[] => Array.from({ length: 2 + Math.floor(random() * 5) }, () => Math.floor(random() * 10));

const pages = (size: PageSize, name = ''): [string, Maker][] =>
  PAGE_RULINGS.flatMap((ruling): [string, Maker][] => [
    [`${name}page-${ruling}`, (writer, random, digit) => pagePhoto(ruling, [digit], size, writer, random)],
    [`${name}number-${ruling}`, (writer, random) => pagePhoto(ruling, severalDigits(random), size, writer, random)],
    [`${name}empty-${ruling}`, (writer, random) => pagePhoto(ruling, [], size, writer, random)],
  ]);

const MAKERS: readonly (readonly [name: string, make: Maker])[] = [
  ...TINY_SIDES.map((side): [string, Maker] => [`tiny${side}`, (writer, random, digit) => tinyScan(side, digit, writer, random)]),
  ...CELL_FRAMES.map((frame): [string, Maker] => [`cell-${frame}`, (writer, random, digit) => cellPhoto(frame, digit, writer, random)]),
  ['screenshot', (writer, random, digit) => screenshot(digit, writer, random)],
  ...pages(NOTE),
  ...pages(SHEET, 'sheet-'),
  ...AMOUNT_PAPERS.map((paper): [string, Maker] => [
    `amount-${paper}`,
    (writer, random, _digit, signs) => amountScan(paper, writer, signs, random),
  ]),
];

/** Pictures of every kind, `count` of each, one at a time; the seed fixes them all. */
export function* pictureSamples({
  count,
  seed,
  writers,
  only = '',
  signs = heldApartSigns,
}: PictureSampleOptions): Generator<PictureSample> {
  for (const [at, [name, make]] of MAKERS.entries()) {
    if (!name.startsWith(only)) continue;
    const random = randomFrom(seed * 1000 + at);
    for (let i = 0; i < count; i++) yield make(oneOf(random, writers), random, i % 10, signs);
  }
}
