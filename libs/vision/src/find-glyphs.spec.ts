import { findGlyphs } from './find-glyphs';
import { GLYPH_SIDE, type Glyph, type Raster } from './raster';

type Point = readonly [x: number, y: number];
type Shade = (ink: number, x: number, y: number) => number;

/** A seven and a one as lines in a square of side 1. */
const SEVEN: readonly Point[] = [
  [0.2, 0.15],
  [0.8, 0.15],
  [0.4, 0.9],
];
const ONE: readonly Point[] = [
  [0.5, 0.1],
  [0.5, 0.9],
];
const DARK_ON_LIGHT: Shade = (ink) => 255 * (1 - ink);
const LIGHT_ON_DARK: Shade = (ink) => 255 * ink;

function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(px - ax - along * dx, py - ay - along * dy);
}

/** A picture of `side` pixels with the lines drawn in a square of `digit` pixels whose corner is at `at`. */
function draw(lines: readonly Point[], shade: Shade, { side = 200, digit = 160, at = [20, 20] as Point, width = 0.1 } = {}): Raster {
  const data = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const point: Point = [(x + 0.5 - at[0]) / digit, (y + 0.5 - at[1]) / digit];
      let nearest = Infinity;
      for (let i = 1; i < lines.length; i++) nearest = Math.min(nearest, distance(point, lines[i - 1]!, lines[i]!));
      const ink = Math.min(1, Math.max(0, (width / 2 - nearest) * digit + 0.5));
      data[y * side + x] = Math.min(255, Math.max(0, Math.round(shade(ink, x, y))));
    }
  }
  return { width: side, height: side, data };
}

/** Deviates of a normal distribution, the same each time. */
function grain(seed: number): () => number {
  let state = seed;
  const uniform = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
}

function only(raster: Raster): Glyph {
  const glyphs = findGlyphs(raster);
  expect(glyphs).toHaveLength(1);
  return glyphs[0]!;
}

/** Mean difference of two glyphs, of 1. */
const difference = (a: Glyph, b: Glyph): number => a.pixels.reduce((sum, value, i) => sum + Math.abs(value - b.pixels[i]!), 0) / 784;

function inked({ pixels }: Glyph): { left: number; right: number; top: number; bottom: number; centre: Point } {
  let [left, right, top, bottom, mass, sx, sy] = [GLYPH_SIDE, -1, GLYPH_SIDE, -1, 0, 0, 0];
  pixels.forEach((value, i) => {
    const [x, y] = [i % GLYPH_SIDE, Math.floor(i / GLYPH_SIDE)];
    mass += value;
    sx += value * x;
    sy += value * y;
    if (value < 0.1) return;
    [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
  });
  return { left, right, top, bottom, centre: [sx / mass, sy / mass] };
}

const clean = draw(SEVEN, DARK_ON_LIGHT);

describe('a normalised glyph', () => {
  it('is light ink in [0, 1] on dark paper, its longer side 20 pixels, its centre of mass in the middle', () => {
    const glyph = only(clean);
    expect(Math.min(...glyph.pixels)).toBe(0);
    expect(Math.max(...glyph.pixels)).toBeGreaterThan(0.9);
    expect(Math.max(...glyph.pixels)).toBeLessThanOrEqual(1);
    const { top, bottom, centre } = inked(glyph);
    expect(Math.abs(bottom - top + 1 - 20)).toBeLessThanOrEqual(1);
    expect(Math.abs(centre[0] - 14)).toBeLessThan(0.6);
    expect(Math.abs(centre[1] - 14)).toBeLessThan(0.6);
  });

  it('keeps the aspect: a one stays thin', () => {
    const { left, right, top, bottom } = inked(only(draw(ONE, DARK_ON_LIGHT)));
    expect(bottom - top).toBeGreaterThan(4 * (right - left));
  });

  it('has its box in the pixels of the picture, also of one that was shrunk', () => {
    for (const scale of [1, 5]) {
      const { box } = only(draw(SEVEN, DARK_ON_LIGHT, { side: 200 * scale, digit: 160 * scale, at: [20 * scale, 20 * scale] }));
      const wanted = { x: 44, y: 36, width: 112, height: 136 };
      for (const key of ['x', 'y', 'width', 'height'] as const) expect(Math.abs(box[key] / scale - wanted[key])).toBeLessThan(8);
    }
  });
});

describe('the same glyph is found', () => {
  const wanted = only(clean);
  const noise = grain(7);
  const inFrame: Shade = (ink, x, y) =>
    [x, y, 199 - x, 199 - y].some((far) => far >= 4 && far < 8) && Math.min(x, y, 199 - x, 199 - y) >= 4 ? 30 : 255 * (1 - ink);
  /** A canvas with a title bar, borders and a foot about it. */
  const inWindow =
    (chrome: number, shade: Shade): Shade =>
    (ink, x, y) =>
      x < 30 || x >= 170 || y < 28 || y >= 180 ? chrome : shade(ink, x, y);
  const cases: readonly (readonly [name: string, raster: Raster, most: number])[] = [
    ['light on dark', draw(SEVEN, LIGHT_ON_DARK), 0.01],
    ['in pencil', draw(SEVEN, (ink) => 240 - 60 * ink), 0.02],
    ['in grey on grey', draw(SEVEN, (ink) => 150 - 80 * ink), 0.02],
    ['small, in a corner', draw(SEVEN, DARK_ON_LIGHT, { digit: 60, at: [130, 5] }), 0.03],
    ['in a large picture', draw(SEVEN, DARK_ON_LIGHT, { side: 1200, digit: 960, at: [120, 120] }), 0.03],
    ['tiny in a large picture', draw(SEVEN, DARK_ON_LIGHT, { side: 1200, digit: 80, at: [700, 300] }), 0.04],
    ['in a picture of 28x28', draw(SEVEN, DARK_ON_LIGHT, { side: 28, digit: 22, at: [3, 3] }), 0.04],
    ['under grain', draw(SEVEN, (ink) => 225 - 180 * ink + 15 * noise()), 0.04],
    ['among stray pixels', draw(SEVEN, (ink, x, y) => ((x * 31 + y * 17) % 97 === 0 ? 0 : 255 * (1 - ink))), 0.04],
    ['beside a speck', draw(SEVEN, (ink, x, y) => (x > 180 && x < 187 && y > 180 && y < 187 ? 0 : 255 * (1 - ink))), 0.01],
    ['in uneven light', draw(SEVEN, (ink, x) => (250 - 200 * ink) * (0.5 + (0.5 * x) / 200)), 0.03],
    ['with its foot in a sharp shadow', draw(SEVEN, (ink, _x, y) => (240 - 120 * ink) * (y < 120 ? 1 : 0.4)), 0.04],
    ['with its side in a sharp shadow', draw(SEVEN, (ink, x) => (240 - 120 * ink) * (x < 90 ? 0.4 : 1)), 0.04],
    ['in a printed frame', draw(SEVEN, inFrame), 0.03],
    ['in a grey window', draw(SEVEN, inWindow(110, DARK_ON_LIGHT)), 0.01],
    ['on black in a light window', draw(SEVEN, inWindow(200, LIGHT_ON_DARK)), 0.01],
    ['in a window as dark as the ink', draw(SEVEN, inWindow(0, DARK_ON_LIGHT)), 0.01],
  ];
  it.each(cases)('%s', (_name, raster, most) => {
    expect(difference(only(raster), wanted)).toBeLessThan(most);
  });
});

it('thin and thick strokes become alike, as in MNIST', () => {
  const thin = only(draw(SEVEN, DARK_ON_LIGHT, { width: 0.02 }));
  const sum = ({ pixels }: Glyph): number => pixels.reduce((total, value) => total + value, 0);
  expect(sum(thin)).toBeGreaterThan(0.4 * sum(only(clean)));
});

describe('nothing is found', () => {
  const noise = grain(3);
  const flat = (level: number): Raster => draw([], () => level);
  it.each([
    ['on white paper', flat(255)],
    ['on black paper', flat(0)],
    ['on grey paper with a little grain', draw([], () => 200 + 2 * noise())],
    ['in noise', draw([], () => 128 + 60 * noise())],
    ['in uneven light', draw([], (_ink, x) => 120 + x / 2)],
    ['in one pixel', { width: 1, height: 1, data: Uint8Array.of(255) }],
    ['in no pixels', { width: 0, height: 0, data: new Uint8Array(0) }],
  ])('%s', (_name, raster) => {
    expect(findGlyphs(raster).map(({ box }) => box)).toEqual([]);
  });
});

it('takes any width and height without failing', () => {
  for (const [width, height] of [
    [1, 400],
    [400, 1],
    [2, 2],
    [3, 900],
    [161, 159],
    [640, 21],
  ] as const) {
    const data = Uint8Array.from({ length: width * height }, (_, i) => (i * 7919) % 256);
    for (const glyph of findGlyphs({ width, height, data })) {
      expect(glyph.pixels).toHaveLength(784);
      expect(glyph.box.x + glyph.box.width).toBeLessThanOrEqual(width);
      expect(glyph.box.y + glyph.box.height).toBeLessThanOrEqual(height);
    }
  }
});
