import { inkAt, mapInk, unitOf, type InkPicture } from './ink-picture';

/** Sobel's slope from which a pixel is an edge (Canny's upper threshold, without his tracing). */
const STEEP = 1.2;

/** Only the outlines are left, as after Canny's edge finder: pixels whose slope is steep and the steepest across the edge. */
export function cannyEdges(picture: InkPicture): InkPicture {
  const step = unitOf(picture);
  const slope = (x: number, y: number): { across: number; down: number; size: number } => {
    const at = (dx: number, dy: number): number => inkAt(picture, x + dx * step, y + dy * step);
    const across = at(1, -1) + 2 * at(1, 0) + at(1, 1) - at(-1, -1) - 2 * at(-1, 0) - at(-1, 1);
    const down = at(-1, 1) + 2 * at(0, 1) + at(1, 1) - at(-1, -1) - 2 * at(0, -1) - at(1, -1);
    return { across, down, size: Math.hypot(across, down) };
  };
  return mapInk(picture, (x, y) => {
    const { across, down, size } = slope(x, y);
    if (size < STEEP) return 0;
    const [dx, dy] = [Math.round(across / size) * step, Math.round(down / size) * step];
    return slope(x + dx, y + dy).size <= size && slope(x - dx, y - dy).size <= size ? 1 : 0;
  });
}
