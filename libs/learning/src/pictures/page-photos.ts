import type { Raster } from '@numera/vision';
import { resized } from '../strings/ink-raster';
import type { Writer } from '../strings/writers';
import { between, normal, type Random } from '../strokes/random';
import { fading, shaded, tilted } from './conditions';
import type { PictureSample } from './picture-samples';
import { blockCover, inkCover, photographed, rulesCover, type Layer } from './scene';

/** What a page is printed with. */
export const PAGE_RULINGS = ['plain', 'ruled', 'squared'] as const;
type Ruling = (typeof PAGE_RULINGS)[number];

interface Paper {
  readonly width: number;
  readonly height: number;
  readonly paper: number;
  readonly layers: readonly Layer[];
}

/** Pixels on a page's longer side, and the height of what is written on it in shares of the page's: from the least to the most. */
export interface PageSize {
  readonly side: readonly [least: number, most: number];
  readonly writing: readonly [least: number, most: number];
}
/** A note held into the camera, and a sheet as it is scanned, on which a hand of 4 mm and more is written. */
export const NOTE: PageSize = { side: [400, 1200], writing: [0.06, 0.3] };
export const SHEET: PageSize = { side: [1200, 3000], writing: [0.014, 0.06] };

/** A page with `digits` written somewhere on it; none of them is an empty page. */
export function pagePhoto(ruling: Ruling, digits: readonly number[], size: PageSize, writer: Writer, random: Random): PictureSample {
  const sheet = sheetOf(ruling, Math.round(between(random, ...size.side)), random);
  const { width, height } = sheet;
  const pen = writer.takePen(random);
  const tall = Math.min(height * between(random, ...size.writing), (0.8 * width) / Math.max(1, digits.length));
  const slant = normal(random, 0, 0.08);
  const inks = digits.map((digit) => resized(pen(digit), Math.max(12, Math.round(tall * between(random, 0.9, 1.1))), slant));
  const gap = tall * between(random, 0.2, 0.4);
  const long = inks.reduce((sum, ink) => sum + ink.width + gap, -gap);
  let x = between(random, 0.08 * width, Math.max(0.08 * width, 0.92 * width - long));
  const y = between(random, 0.1 * height, 0.85 * height - tall);
  const level = sheet.paper - between(random, 80, 150);
  const written = inks.map((ink): Layer => {
    const cover = inkCover(ink, x, y + (tall - ink.height) / 2);
    x += ink.width + gap;
    return { cover, level };
  });
  const kind = `${size === SHEET ? 'sheet-' : ''}${digits.length === 0 ? 'empty' : digits.length === 1 ? 'page' : 'number'}-${ruling}`;
  return { raster: taken({ ...sheet, layers: [...sheet.layers, ...written] }, random), label: digits.join(''), kind };
}

function sheetOf(ruling: Ruling, side: number, random: Random): Paper {
  const isUpright = random() < 0.6;
  const [width, height] = isUpright ? [Math.round(side * 0.72), side] : [side, Math.round(side * 0.72)];
  const paper = between(random, 170, 245);
  const level = paper - between(random, 20, 80);
  const pitch = side * between(random, 0.03, 0.06);
  const thin = Math.max(0.8, side * 0.0015);
  const angle = normal(random, 0, 0.01);
  const across = { cover: rulesCover(pitch, between(random, 0, pitch), thin, angle), level };
  const down = { cover: rulesCover(pitch, between(random, 0, pitch), thin, angle + Math.PI / 2), level };
  return { width, height, paper, layers: ruling === 'plain' ? [] : ruling === 'ruled' ? [across] : [across, down] };
}

function taken({ width, height, paper, layers }: Paper, random: Random): Raster {
  const light = random() < 0.4 ? fading(width, height, 0.55, random) : random() < 0.3 ? shaded(width, height, random) : null;
  const look = random() < 0.5 ? tilted(width, height, 0.05, 0.08, random) : null;
  const conditions = { texture: between(random, 0, 4), grain: between(random, 0, 5) };
  return photographed({ width, height, paper, layers, ...conditions, ...(light && { light }), ...(look && { look }) }, random);
}

/** A drawing surface in a program's window, as a screenshot shows it: title bar, buttons, borders and desktop around it. */
export function screenshot(digit: number, writer: Writer, random: Random): PictureSample {
  const side = Math.round(between(random, 200, 700));
  const [width, height] = [side, Math.round(side * between(random, 0.8, 1.2))];
  const isDark = random() < 0.3;
  const paper = isDark ? 0 : 255;
  const chrome = between(random, 60, 230);
  const border = side * between(random, 0, 0.06);
  const bar = side * between(random, 0.05, 0.14);
  const foot = random() < 0.5 ? side * between(random, 0.05, 0.15) : border;
  const box = { left: border, top: bar, right: width - border, bottom: height - foot };
  const ink = resized(writer.takePen(random)(digit), Math.round((box.bottom - box.top) * between(random, 0.45, 0.8)), 0);
  const [x, y] = [(box.left + box.right - ink.width) / 2, (box.top + box.bottom - ink.height) / 2];
  const buttons = [0, 1, 2].map((i): Layer => {
    const [right, middle] = [width - border - bar * (0.3 + 0.9 * i), bar / 2];
    return { cover: blockCover(right - 0.45 * bar, middle - 0.2 * bar, right, middle + 0.2 * bar), level: i === 0 ? 60 : 250 };
  });
  const layers: Layer[] = [
    { cover: blockCover(0, 0, width, height), level: chrome },
    { cover: blockCover(box.left, box.top, box.right, box.bottom), level: paper },
    ...buttons,
    { cover: inkCover(ink, x, y), level: isDark ? 255 : 0 },
  ];
  return { raster: photographed({ width, height, paper: chrome, layers }, random), label: String(digit), kind: 'screenshot' };
}
