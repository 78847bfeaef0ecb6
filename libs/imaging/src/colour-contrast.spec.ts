import { greyOf } from './grey';

type Colour = readonly [red: number, green: number, blue: number];
const SIDE = 240;

/** A picture of paper with a bar of ink, a tenth of it, and `specks` pixels of another colour; `noise` is added to each value. */
function bar(paper: Colour, ink: Colour, { specks = 0, speck = paper, noise = 0, channels = 3 } = {}): Uint8Array {
  const pixels = new Uint8Array(SIDE * SIDE * channels).fill(255);
  let state = 1;
  const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
  for (let i = 0; i < SIDE * SIDE; i++) {
    const colour = i < specks ? speck : i % SIDE >= 120 && i % SIDE < 144 ? ink : paper;
    colour.forEach((value, c) => (pixels[i * channels + c] = Math.max(0, Math.min(255, value + noise * random()))));
  }
  return pixels;
}
const at = (grey: Uint8Array, x: number): number => grey[20 * SIDE + x]!;
const contrastOf = (pixels: Uint8Array, channels = 3): number => {
  const grey = greyOf(pixels, channels);
  return Math.abs(at(grey, 130) - at(grey, 10));
};
const hex = (colour: string): Colour => [0, 2, 4].map((i) => parseInt(colour.slice(i, i + 2), 16)) as unknown as Colour;
const luma = ([red, green, blue]: Colour): number => (red * 77 + green * 150 + blue * 29 + 128) >> 8;

describe('ink of the luma of its paper', () => {
  it.each([
    ['red on green', 'd03a3a', '3a9a3a'],
    ['orange on blue', 'e08a2a', '4aa0e0'],
  ])('stands out by its colour: %s', (_, ink, paper) => {
    const asked = [hex(paper), hex(ink)] as const;
    expect(contrastOf(bar(...asked))).toBe(255);
    expect(contrastOf(bar(...asked, { noise: 8 }))).toBeGreaterThan(200);
    expect(contrastOf(bar(...asked, { channels: 4 }), 4)).toBe(255);
  });
});

describe('pictures that luma tells ink from paper in stay as they are', () => {
  const white: Colour = [250, 250, 250];
  it.each([
    ['black on white', bar(white, [20, 20, 20])],
    ['red on white', bar(white, hex('d03a3a'))],
    ['a pencil on yellowish paper', bar([250, 246, 225], [215, 212, 200])],
    ['blank paper with the noise of a phone', bar(white, white, { noise: 40 })],
    ['a little black ink beside a pale marker', bar(white, [255, 255, 150], { specks: 30, speck: [20, 20, 20] })],
  ])('%s', (_, pixels) => {
    const expected = Uint8Array.from({ length: SIDE * SIDE }, (_value, i) =>
      luma([pixels[3 * i]!, pixels[3 * i + 1]!, pixels[3 * i + 2]!]),
    );
    // Compared as bytes: a list of 57,600 differences takes minutes to print.
    expect(Buffer.compare(greyOf(pixels, 3), expected)).toBe(0);
  });
});
