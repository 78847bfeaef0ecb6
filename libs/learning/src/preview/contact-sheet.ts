import { GLYPH_SIDE, type Raster } from '@numera/vision';
import type { PreviewRow } from './preview-rows';

/** Pixels for captions to the left, between pictures, and for each pixel of a picture. */
const LAYOUT = { caption: 190, gap: 4, enlargement: 2, paper: 245 } as const;

export interface Caption {
  readonly text: string;
  readonly x: number;
  /** Of the text's middle. */
  readonly y: number;
}

/** Rows of pictures (28x28) under one another on one raster, and where their captions go. */
export function contactSheet(rows: readonly PreviewRow[]): { readonly raster: Raster; readonly captions: readonly Caption[] } {
  const { caption, gap, enlargement, paper } = LAYOUT;
  const pitch = GLYPH_SIDE * enlargement + gap;
  const columns = Math.max(0, ...rows.map(({ pictures }) => pictures.length));
  const [width, height] = [caption + columns * pitch + gap, rows.length * pitch + gap];
  const data = new Uint8Array(width * height).fill(paper);
  rows.forEach(({ pictures }, row) => {
    pictures.forEach((picture, column) => lay(picture, data, width, caption + column * pitch + gap, row * pitch + gap));
  });
  const captions = rows.map(({ caption: text }, row) => ({ text, x: 2 * gap, y: row * pitch + gap + (GLYPH_SIDE * enlargement) / 2 }));
  return { raster: { width, height, data }, captions };
}

function lay(picture: Raster, sheet: Uint8Array, width: number, left: number, top: number): void {
  const { enlargement } = LAYOUT;
  for (let y = 0; y < picture.height * enlargement; y++) {
    for (let x = 0; x < picture.width * enlargement; x++) {
      const value = picture.data[Math.floor(y / enlargement) * picture.width + Math.floor(x / enlargement)]!;
      sheet[(top + y) * width + left + x] = value;
    }
  }
}
