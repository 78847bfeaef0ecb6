/// <reference lib="dom" />
import { drawStrokes, randomFrom, type Stroke, strokesOf } from '@numera/learning';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';

/** A stroke down the middle: a plain 1. */
export const ONE: Stroke[] = [
  [
    { x: 0.5, y: 0.15 },
    { x: 0.5, y: 0.85 },
  ],
];

/** Seeds of the page's digits start far from those that any training uses. */
export const seededDigit = (digit: number, seed: number): Stroke[] => strokesOf(digit, randomFrom(9_000_000 + seed));

/** The strokes as a PNG picture, black on white, 280 pixels a side. */
export async function pictureOf(strokes: readonly Stroke[]): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const { data, width, height } = drawStrokes(strokes, { side: 280, penWidth: 15 });
  const buffer = await sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
  return { name: 'digit.png', mimeType: 'image/png', buffer };
}

/** The points without those that lie closer than a thirtieth of the sheet to the one before: a quick mouse reports no more. */
function thinned(points: Stroke): Stroke {
  const kept: Stroke[number][] = [];
  for (const point of points) {
    const last = kept.at(-1);
    if (!last || Math.hypot(point.x - last.x, point.y - last.y) >= 1 / 30 || point === points.at(-1)) kept.push(point);
  }
  return kept;
}

/** What a visitor does on the Recognise page. */
export class RecognisePage {
  readonly sheet: Locator;
  readonly heading: Locator;
  readonly field: Locator;

  constructor(readonly page: Page) {
    this.sheet = page.locator('canvas');
    this.heading = page.locator('numera-result h2');
    this.field = page.locator('input[type=file]');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Draws with the mouse; strokes are in the unit square, the sheet's. */
  async draw(strokes: readonly Stroke[]): Promise<void> {
    const box = await this.sheet.boundingBox();
    if (!box) throw new Error('there is no sheet to draw on');
    for (const [first, ...rest] of strokes) {
      if (!first) continue;
      await this.page.mouse.move(box.x + first.x * box.width, box.y + first.y * box.height);
      await this.page.mouse.down();
      // Sent one after the other without waiting for each to be drawn: that would take a frame a point.
      await Promise.all(thinned(rest).map(({ x, y }) => this.page.mouse.move(box.x + x * box.width, box.y + y * box.height)));
      await this.page.mouse.up();
    }
  }

  /** Writes digits side by side on the wide sheet, each within its share of the width. */
  async write(digits: string, seed: number): Promise<void> {
    const box = await this.sheet.boundingBox();
    if (!box) throw new Error('there is no sheet to write on');
    const share = 1 / digits.length;
    // As high as wide on screen, whatever the sheet's shape.
    const [across, down] = [0.9 * share, (0.9 * share * box.width) / box.height];
    for (const [place, digit] of [...digits].entries()) {
      const strokes = seededDigit(Number(digit), seed + place);
      await this.draw(
        strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: (place + 0.5) * share + (x - 0.5) * across, y: 0.5 + (y - 0.5) * down }))),
      );
    }
  }

  /** The boxes over the picture, as shares of the sheet. */
  async boxes(): Promise<{ x: number; y: number; width: number; height: number }[]> {
    const sheet = await this.sheet.boundingBox();
    if (!sheet) throw new Error('there is no sheet');
    const boxes = await Promise.all((await this.page.locator('numera-boxes button').all()).map((box) => box.boundingBox()));
    return boxes.map((box) => {
      if (!box) throw new Error('a box is not shown');
      const [x, y] = [(box.x - sheet.x) / sheet.width, (box.y - sheet.y) / sheet.height];
      return { x, y, width: box.width / sheet.width, height: box.height / sheet.height };
    });
  }

  /** Leaves a result; the page is at rest once its title has the focus. */
  async back(): Promise<void> {
    await this.button('Back').click();
    await this.page.waitForURL('**/recognise');
    await this.page.locator('h1:focus').waitFor();
  }

  async predict(): Promise<void> {
    await this.button('Predict').click();
  }

  /** The text that was read, or null when no digit was found. */
  async reading(): Promise<string | null> {
    const heading = await this.heading.innerText();
    return /^Prediction: (.+)$/.exec(heading)?.[1] ?? null;
  }

  /** How many of the sheet's points bear ink or a picture, in the next frame. */
  inked(): Promise<number> {
    return this.sheet.evaluate(async (canvas: HTMLCanvasElement) => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const points = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return points.filter((value, place) => place % 4 === 3 && value > 0).length;
    });
  }
}
