import sharp from 'sharp';
import type { Raster } from './raster';

/** Text on a picture: its left edge and its middle, in pixels. */
export interface Caption {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Height that a line of text at this resolution takes, in pixels. */
const LINE = { dpi: 96, height: 18 } as const;

/** A grey PNG of a raster with captions in dark letters, in whatever plain font this machine has; captions beyond its edge are left out. */
export function encodeCaptionedPng({ width, height, data }: Raster, captions: readonly Caption[]): Promise<Buffer> {
  const texts = captions
    .map(({ text, x, y }) => ({ text, left: Math.round(x), top: Math.round(y - LINE.height / 2) }))
    .filter(({ text, left, top }) => text !== '' && left >= 0 && top >= 0 && left < width && top + LINE.height <= height);
  // As text, not as SVG: SVG is refused in the whole process, as no upload may be one.
  return sharp(data, { raw: { width, height, channels: 1 } })
    .composite(
      texts.map(({ text, left, top }) => ({
        input: { text: { text: `<span foreground="#222">${escaped(text)}</span>`, font: 'sans', dpi: LINE.dpi, rgba: true } },
        ...{ left, top },
      })),
    )
    .toColourspace('b-w')
    .png()
    .toBuffer();
}

/** Text as it may stand in Pango's markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
