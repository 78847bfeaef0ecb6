/** `single`: the picture shows one digit. `auto`: a whole number, in as many digits and rows as are there. */
export const LAYOUTS = ['single', 'auto'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Size of the sheet in its own units, whatever size it has on screen. A drawing is sent with one pixel a unit. */
export interface Paper {
  readonly width: number;
  readonly height: number;
}

/** Width and height of anything with pixels. */
export type Size = Paper;

/** Side of one printed square, in sheet units. */
export const SQUARE = 14;

/** A square sheet for one digit, and one on which eight digits fit beside each other, on a phone too. */
const BLANK: Readonly<Record<Layout, Paper>> = {
  single: { width: 280, height: 280 },
  auto: { width: 630, height: 280 },
};
/** How high the sheet of a number may be for its width, so that neither a ribbon nor a page of a book leaves the screen. */
const LOWEST = 0.3;
const HIGHEST = 0.9;

/** The sheet for what is read in a layout: blank for drawing, or with the shape of a picture as far as that has a place on screen. */
export function paperFor(layout: Layout, picture: Size | null): Paper {
  const blank = BLANK[layout];
  if (layout === 'single' || !picture) return blank;
  const shape = Math.min(HIGHEST, Math.max(LOWEST, picture.height / Math.max(picture.width, 1)));
  return { width: blank.width, height: Math.round(blank.width * shape) };
}

/** A rectangle in sheet units. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a picture of any shape goes on the sheet so that all of it is seen, centred. */
export function fitOn(paper: Paper, { width, height }: Size): Area {
  const scale = Math.min(paper.width / Math.max(width, 1), paper.height / Math.max(height, 1));
  const fitted = { width: width * scale, height: height * scale };
  return { x: (paper.width - fitted.width) / 2, y: (paper.height - fitted.height) / 2, ...fitted };
}

/** All of a picture. */
export const wholeOf = ({ width, height }: Size): Area => ({ x: 0, y: 0, width, height });

/** A box as shares of the sheet that a part of its picture (`view`) was fitted on; both are in the picture's pixels. */
export function shareOf(paper: Paper, view: Area, box: Area): Area {
  const { x, y, width, height } = fitOn(paper, view);
  const [across, down] = [width / Math.max(view.width, 1), height / Math.max(view.height, 1)];
  return {
    x: (x + (box.x - view.x) * across) / paper.width,
    y: (y + (box.y - view.y) * down) / paper.height,
    width: (box.width * across) / paper.width,
    height: (box.height * down) / paper.height,
  };
}

/** Paper left around the digits that are looked at closer, in heights of the highest. */
const MARGIN = 0.8;
/** What a closer look has to gain: digits this many times as large. */
const LEAST_GAIN = 1.6;

/** The part of a picture that shows some boxes clearly larger than the whole picture does; null when no part does. */
export function closerView(layout: Layout, picture: Size, boxes: readonly Area[]): Area | null {
  if (boxes.length === 0) return null;
  const margin = MARGIN * Math.max(...boxes.map(({ height }) => height));
  const x = Math.max(0, Math.min(...boxes.map((box) => box.x)) - margin);
  const y = Math.max(0, Math.min(...boxes.map((box) => box.y)) - margin);
  const width = Math.min(picture.width, Math.max(...boxes.map((box) => box.x + box.width)) + margin) - x;
  const height = Math.min(picture.height, Math.max(...boxes.map((box) => box.y + box.height)) + margin) - y;
  const scaleOf = (part: Size): number => fitOn(paperFor(layout, part), part).width / part.width;
  return width > 0 && height > 0 && scaleOf({ width, height }) >= LEAST_GAIN * scaleOf(picture) ? { x, y, width, height } : null;
}
