import type { Raster } from '@numera/vision';
import { normal, type Random } from '../strokes/random';

/** How much of a point of the paper something covers, 0 to 1; in pixels of the level picture. */
export type Cover = (x: number, y: number) => number;

/** Something drawn on the paper in one grey level. */
export interface Layer {
  readonly cover: Cover;
  readonly level: number;
}

/** What a picture shows and how it was taken. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Grey level of the paper in full light. */
  readonly paper: number;
  /** Later ones lie on earlier ones. */
  readonly layers: readonly Layer[];
  /** Share of the light at a pixel; default full light everywhere. */
  readonly light?: Cover;
  /** Where on the level paper a pixel of the picture looks; default straight down. */
  readonly look?: (x: number, y: number) => readonly [x: number, y: number];
  /** Deviation of the paper's texture (patches of some pixels) and of the sensor's grain, in grey levels. */
  readonly texture?: number;
  readonly grain?: number;
}

/** A raster of ink (255 on 0) laid with its corner at `left`, `top`; between four pixels their mean by distance. */
export function inkCover({ width, height, data }: Raster, left: number, top: number): Cover {
  const value = (x: number, y: number): number => (x < 0 || y < 0 || x >= width || y >= height ? 0 : data[y * width + x]!);
  return (px, py) => {
    const [x, y] = [px - left - 0.5, py - top - 0.5];
    if (x < -1 || y < -1 || x >= width || y >= height) return 0;
    const [x0, y0] = [Math.floor(x), Math.floor(y)];
    const [fx, fy] = [x - x0, y - y0];
    const above = value(x0, y0) * (1 - fx) + value(x0 + 1, y0) * fx;
    const below = value(x0, y0 + 1) * (1 - fx) + value(x0 + 1, y0 + 1) * fx;
    return (above * (1 - fy) + below * fy) / 255;
  };
}

/** A straight rule of some thickness from one point to another, its edges half a pixel soft. */
export function ruleCover(x1: number, y1: number, x2: number, y2: number, thickness: number): Cover {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = Math.max(1e-9, dx * dx + dy * dy);
  return (x, y) => {
    const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / square));
    const away = Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
    return Math.min(1, Math.max(0, thickness / 2 + 0.5 - away));
  };
}

/** A filled rectangle. */
export const blockCover =
  (left: number, top: number, right: number, bottom: number): Cover =>
  (x, y) =>
    x >= left && x < right && y >= top && y < bottom ? 1 : 0;

/** Parallel rules over the whole picture, `pitch` apart, turned by `angle`. */
export function rulesCover(pitch: number, offset: number, thickness: number, angle: number): Cover {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return (x, y) => {
    const across = (((y * cos - x * sin - offset) % pitch) + pitch) % pitch;
    return Math.min(1, Math.max(0, thickness / 2 + 0.5 - Math.min(across, pitch - across)));
  };
}

/** Takes the picture: grey, 8 bits. */
export function photographed(scene: Scene, random: Random): Raster {
  const { width, height, paper, layers, light, look, texture = 0, grain = 0 } = scene;
  const data = new Uint8Array(width * height);
  // Drawn once: a million deviates would take longer than the picture.
  const deviates = Float32Array.from({ length: 4096 }, () => normal(random, 0, grain));
  const rough = texture > 0 ? patches(width, height, texture, random) : null;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const [px, py] = look ? look(x + 0.5, y + 0.5) : [x + 0.5, y + 0.5];
      let value = paper + (rough ? rough(x, y) : 0);
      for (const { cover, level } of layers) {
        const share = cover(px, py);
        if (share > 0) value += (level - value) * share;
      }
      if (light) value *= light(x + 0.5, y + 0.5);
      if (grain > 0) value += deviates[(random() * 4096) | 0]!;
      data[at] = Math.max(0, Math.min(255, Math.round(value)));
    }
  }
  return { width, height, data };
}

/** Roughness of paper: random heights on a coarse mesh, blended in between. */
function patches(width: number, height: number, deviation: number, random: Random): Cover {
  const mesh = 3;
  const across = Math.ceil(width / mesh) + 2;
  const heights = Float32Array.from({ length: across * (Math.ceil(height / mesh) + 2) }, () => normal(random, 0, deviation));
  return (x, y) => {
    const [u, v] = [x / mesh, y / mesh];
    const [x0, y0] = [Math.floor(u), Math.floor(v)];
    const [fx, fy] = [u - x0, v - y0];
    const at = y0 * across + x0;
    const above = heights[at]! * (1 - fx) + heights[at + 1]! * fx;
    const below = heights[at + across]! * (1 - fx) + heights[at + across + 1]! * fx;
    return above * (1 - fy) + below * fy;
  };
}
