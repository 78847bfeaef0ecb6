import type { Box } from './raster';

/** A connected patch of ink. */
export interface Component {
  readonly box: Box;
  /** Pixels in it. */
  readonly area: number;
  /** Sum of its ink (0..255 a pixel). */
  readonly mass: number;
  /** Pixels in it of at least the strong threshold. */
  readonly strong: number;
}

export interface Labelled {
  /** For each pixel 0, or 1 + the index of its component. */
  readonly labels: Int32Array;
  readonly components: readonly Component[];
}

/**
 * Labels the 8-connected patches of pixels with ink of at least `soft`; counts those of at least `hard`.
 * Flood fill with an explicit stack: one visit a pixel, no recursion.
 */
export function componentsOf(ink: Uint8Array, width: number, height: number, soft: number, hard: number): Labelled {
  // Ink without a label yet is -1: one look tells all about a neighbour.
  const labels = new Int32Array(ink.length);
  let most = 0;
  for (let at = 0; at < ink.length; at++) {
    if (ink[at]! < soft) continue;
    labels[at] = -1;
    most++;
  }
  const components: Component[] = [];
  const stack = new Int32Array(most);
  for (let start = 0; start < ink.length; start++) {
    if (labels[start]! >= 0) continue;
    const label = components.length + 1;
    let [left, right, top, bottom] = [width, 0, height, 0];
    let area = 0;
    let mass = 0;
    let strong = 0;
    let depth = 0;
    labels[start] = label;
    stack[depth++] = start;
    while (depth > 0) {
      const at = stack[--depth]!;
      const y = (at / width) | 0;
      const x = at - y * width;
      const value = ink[at]!;
      area++;
      mass += value;
      if (value >= hard) strong++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      const [low, high] = [x > 0 ? -1 : 0, x < width - 1 ? 1 : 0];
      for (let row = y > 0 ? at - width : at, last = y < height - 1 ? at + width : at; row <= last; row += width) {
        for (let next = row + low; next <= row + high; next++) {
          if (labels[next]! < 0) {
            labels[next] = label;
            stack[depth++] = next;
          }
        }
      }
    }
    components.push({ box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 }, area, mass, strong });
  }
  return { labels, components };
}
