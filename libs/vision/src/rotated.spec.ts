import type { Raster } from './raster';
import { QUARTER_TURNS, rotated, unrotated } from './rotated';

const picture: Raster = { width: 3, height: 2, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };

it('turns to the right', () => {
  expect(rotated(picture, 1)).toEqual({ width: 2, height: 3, data: Uint8Array.of(4, 1, 5, 2, 6, 3) });
  expect(rotated(picture, 2)).toEqual({ width: 3, height: 2, data: Uint8Array.of(6, 5, 4, 3, 2, 1) });
  expect(rotated(picture, 3)).toEqual({ width: 2, height: 3, data: Uint8Array.of(3, 6, 2, 5, 1, 4) });
});

it('four turns are none, and a box leads back to the same pixels', () => {
  for (const turns of QUARTER_TURNS) {
    const turned = rotated(picture, turns);
    expect(rotated(turned, ((4 - turns) % 4) as 0 | 1 | 2 | 3)).toEqual(picture);
    for (let y = 0; y < turned.height; y++) {
      for (let x = 0; x < turned.width; x++) {
        const at = unrotated({ x, y, width: 1, height: 1 }, picture, turns);
        expect(picture.data[at.y * picture.width + at.x]).toBe(turned.data[y * turned.width + x]);
      }
    }
  }
});
