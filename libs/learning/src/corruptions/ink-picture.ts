import type { Raster } from '@numera/vision';

/** A picture as corruptions see it: ink 1 on paper 0, any size. */
export interface InkPicture {
  readonly width: number;
  readonly height: number;
  readonly ink: Float32Array;
}

/** Pixels of this picture to one of MNIST's 28: what is so many pixels wide there is as wide a share here. */
export const unitOf = ({ width, height }: InkPicture): number => Math.max(width, height) / 28;

/** A picture of the same size from a function of the place. */
export function mapInk(picture: InkPicture, ink: (x: number, y: number, own: number) => number): InkPicture {
  const { width, height } = picture;
  const values = Float32Array.from(picture.ink, (own, at) => Math.max(0, Math.min(1, ink(at % width, Math.floor(at / width), own))));
  return { width, height, ink: values };
}

/** Bilinear value at a place between pixels; paper outside. */
export function inkAt({ width, height, ink }: InkPicture, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, bottom] = [x - left, y - top];
  const value = (px: number, py: number): number => (px < 0 || py < 0 || px >= width || py >= height ? 0 : ink[py * width + px]!);
  const upper = value(left, top) * (1 - right) + value(left + 1, top) * right;
  const lower = value(left, top + 1) * (1 - right) + value(left + 1, top + 1) * right;
  return upper * (1 - bottom) + lower * bottom;
}

/** Applies a change to a raster's ink, whichever of dark and light it is (what is rarer along the edge), and gives the raster's tones back. */
export function withInk({ width, height, data }: Raster, change: (picture: InkPicture) => InkPicture): Raster {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(data[x]!, data[(height - 1) * width + x]!);
  for (let y = 0; y < height; y++) border.push(data[y * width]!, data[y * width + width - 1]!);
  border.sort((a, b) => a - b);
  const isDarkOnLight = (border[border.length >> 1] ?? 0) > 127;
  const { ink } = change({ width, height, ink: Float32Array.from(data, (value) => (isDarkOnLight ? 255 - value : value) / 255) });
  return { width, height, data: Uint8Array.from(ink, (value) => Math.round(isDarkOnLight ? 255 - 255 * value : 255 * value)) };
}
