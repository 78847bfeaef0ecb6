import { drawLines as draw, FOUR_LINES as FOUR, linesAt as at, SEVEN_LINES as SEVEN, type DrawnLine } from '@numera/testing';
import { findCandidates } from './find-candidates';
import { findGlyphs } from './find-glyphs';
import type { Box, Raster } from './raster';

const near = (box: Box, wanted: Box, within: number): boolean =>
  (['x', 'y', 'width', 'height'] as const).every((key) => Math.abs(box[key] - wanted[key]) <= within);
/** Numbers from 0 to 1, the same for a state. */
const uniformFrom = (state: number) => (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const boxes = (raster: Raster): Box[] => findCandidates(raster).flatMap(({ candidates }) => candidates.map(({ glyph }) => glyph.box));

it('one digit is found as findGlyphs finds it, whatever the layout', () => {
  const raster = draw(200, 200, at(SEVEN, 20, 20, 160), 14);
  for (const layout of ['auto', 'single'] as const) {
    const lines = findCandidates(raster, { layout });
    expect(lines.map(({ pieces, candidates }) => [pieces, candidates.map(({ glyph }) => glyph)])).toEqual([[1, findGlyphs(raster)]]);
  }
});

it('a single layout never looks for more than one', () => {
  const raster = draw(300, 100, [...at(SEVEN, 20, 10, 80), ...at(FOUR, 180, 10, 80)]);
  expect(findCandidates(raster, { layout: 'single' }).map(({ candidates }) => candidates.length)).toEqual([1]);
});

describe('digits that stand apart', () => {
  const raster = draw(320, 100, [...at(SEVEN, 10, 10, 80), ...at(FOUR, 110, 10, 80), ...at(SEVEN, 210, 10, 80)]);

  it('are candidates of one line, with boxes in the pixels of the picture', () => {
    expect(new Set(findCandidates(raster).flatMap(({ candidates }) => candidates.map(({ glyph }) => glyph.row)))).toEqual(new Set([0]));
    for (const x of [10, 110, 210])
      expect(boxes(raster).some((box) => near(box, { x: x + 14, y: 16, width: 52, height: 68 }, 5))).toBe(true);
  });

  it('are found in a picture five times as large', () => {
    const large = draw(1600, 500, [...at(SEVEN, 50, 50, 400), ...at(FOUR, 550, 50, 400)], 25);
    for (const x of [50, 550]) expect(boxes(large).some((box) => near(box, { x: x + 68, y: 78, width: 264, height: 344 }, 24))).toBe(true);
  });

  it('leave out a comma and a rule below them', () => {
    const marked = draw(320, 130, [...at(SEVEN, 10, 10, 80), ...at(FOUR, 110, 10, 80), [98, 82, 95, 90], [10, 112, 190, 112]]);
    expect(Math.max(...boxes(marked).map(({ y, height }) => y + height))).toBeLessThan(100);
    expect(boxes(marked).some(({ width, height }) => width < 20 && height < 20)).toBe(false);
  });
});

it('digits that touch may be parted, and there is always a way from the first piece to the last', () => {
  const [line] = findCandidates(draw(200, 100, [...at(FOUR, 10, 10, 80), ...at(FOUR, 66, 10, 80)]));
  expect(line!.pieces).toBeGreaterThan(1);
  const reached = new Set([0]);
  for (const { from, to } of [...line!.candidates].sort((a, b) => a.from - b.from)) if (reached.has(from)) reached.add(to);
  expect(reached.has(line!.pieces)).toBe(true);
  for (const x of [23, 79]) {
    expect(line!.candidates.some(({ glyph: { box } }) => near(box, { x, y: 15, width: 53, height: 69 }, 8))).toBe(true);
  }
});

it('lines of text are rows, from the top', () => {
  const lines = findCandidates(draw(220, 200, [...at(SEVEN, 10, 110, 80), ...at(FOUR, 110, 110, 80), ...at(FOUR, 60, 10, 80)]));
  expect(lines).toHaveLength(2);
  lines.forEach(({ candidates }, row) => expect(candidates.every(({ glyph }) => glyph.row === row)).toBe(true));
  expect(lines[0]!.candidates[0]!.glyph.box.y).toBeLessThan(lines[1]!.candidates[0]!.glyph.box.y);
});

describe('nothing is found', () => {
  const uniform = uniformFrom(5);
  const noise = Uint8Array.from({ length: 300 * 100 }, () => 255 * uniform());
  it.each([
    ['on blank paper', draw(300, 100, [])],
    ['in noise', { width: 300, height: 100, data: noise }],
    ['in no pixels', { width: 0, height: 0, data: new Uint8Array(0) }],
  ])('%s', (_name, raster) => {
    expect(boxes(raster)).toEqual([]);
  });
});

it('leaves a picture as it is, though its pixels are a Buffer, whose slice is no copy', () => {
  const small = draw(28, 28, at(SEVEN, 4, 4, 20), 2);
  const noisy = { ...small, data: Buffer.from(small.data.map((value, i) => (i % 17 === 0 ? 255 - value : value))) };
  const before = Uint8Array.from(noisy.data);
  const lines = findCandidates(noisy);
  expect(Uint8Array.from(noisy.data)).toEqual(before);
  expect(lines).toEqual(findCandidates({ ...noisy, data: before }));
});

it('a digit whose pen left it in two parts is in one line with the others', () => {
  const broken = [
    [225, 16, 280, 16],
    [280, 16, 264, 46],
    [250, 60, 236, 96],
    [236, 96, 262, 96],
  ] as const;
  expect(findCandidates(draw(320, 110, [...at(SEVEN, 10, 10, 80), ...at(FOUR, 110, 10, 80), ...broken]))).toHaveLength(1);
});

it('a digit of which no piece is as high as half of the others is not lost', () => {
  const broken = [
    [225, 16, 280, 16],
    [280, 16, 270, 38],
    [262, 52, 252, 70],
    [246, 84, 240, 94],
  ] as const;
  const raster = draw(320, 110, [...at(SEVEN, 10, 10, 80), ...at(FOUR, 110, 10, 80), ...broken]);
  expect(boxes(raster).some(({ x, width, height }) => x > 215 && x + width < 290 && height > 70)).toBe(true);
});

it('digits between long dashes are found on grainy paper, where the dashes are most of the ink', () => {
  const dashes = [
    [20, 50, 150, 50],
    [20, 70, 150, 70],
    [290, 50, 420, 50],
    [290, 70, 420, 70],
  ] as const;
  const { width, height, data } = draw(440, 120, [...at(SEVEN, 160, 30, 60), ...at(FOUR, 220, 30, 60), ...dashes], 6);
  const uniform = uniformFrom(7);
  const grainy = { width, height, data: data.map((value) => Math.max(0, Math.min(255, value + 60 * (uniform() - uniform()) - 30))) };
  const found = boxes(grainy).filter((box) => box.height > 30 && box.height < 70);
  for (const x of [165, 225]) expect(found.some((box) => Math.abs(box.x - x) < 20 && box.width < 60)).toBe(true);
});

describe('what is written small', () => {
  /** The places from left to right at which there are candidates about as high as a digit. */
  const digitsIn = (raster: Raster, height: number): number =>
    new Set(
      boxes(raster)
        .filter((box) => box.height > 0.6 * height && box.width < height)
        .map(({ x, y }) => `${Math.round((2 * x) / height)} ${Math.round(y / height)}`),
    ).size;
  const row = (count: number, x: number, y: number, size: number) =>
    Array.from({ length: count }, (_, i) => at(i % 2 === 0 ? SEVEN : FOUR, x + i * size, y, size)).flat();

  it('on a large page, a two-hundredth of its height, is found where it stands', () => {
    const page = draw(1654, 2339, row(5, 700, 900, 46), 4);
    const found = boxes(page);
    expect(digitsIn(page, 31)).toBeGreaterThanOrEqual(5);
    expect(found.every(({ x, y, width, height }) => x > 690 && x + width < 945 && y > 890 && y + height < 960)).toBe(true);
  });

  it('in a line of a hundred digits is as many', () => {
    expect(digitsIn(draw(2840, 48, row(100, 10, 10, 28), 3), 19)).toBeGreaterThanOrEqual(100);
  });

  it.each([50, 38])('as a grid of 15 rows of 20, %d pixels apart, is 300', (apart) => {
    const rows = Array.from({ length: 15 }, (_, i) => row(20, 20, 20 + apart * i, 36)).flat();
    const found = findCandidates(draw(760, 40 + 15 * apart, rows, 3));
    expect(found).toHaveLength(15);
    for (const { candidates } of found) expect(new Set(candidates.map(({ from }) => from)).size).toBeGreaterThanOrEqual(20);
  });
});

it('a picture of one endless stroke is no text, which takes no time to tell', () => {
  const [width, height] = [15_000, 100];
  const data = new Uint8Array(width * height).fill(255);
  for (let x = 10; x < width - 10; x++) {
    const y = 10 + 2 * Math.abs((x % 80) - 40);
    for (let at = y - 3; at <= y + 3; at++) data[at * width + x] = 0;
  }
  const began = process.cpuUsage();
  const found = findCandidates({ width, height, data });
  // Minutes, when each run of pieces was weighed to the end of its word and not only as far as a digit is wide.
  expect(process.cpuUsage(began).user).toBeLessThan(15_000_000);
  expect(found).toEqual([]);
});

it.each(['amidst', 'behind'])('a 0 that is full of ink is not lost %s other digits', (where) => {
  const nought = where === 'amidst' ? 1 : 2;
  const sevens = [0, 1, 2].filter((place) => place !== nought).flatMap((place) => at(SEVEN, 20 + 50 * place, 30, 40));
  const filled = Array.from({ length: 13 }, (_, i): DrawnLine => {
    const [x, half] = [22 + 50 * nought + 2 * i, 20 * Math.sqrt(1 - ((i - 6) / 7) ** 2)];
    return [x, 50 - half, x, 50 + half];
  });
  const [line] = findCandidates(draw(180, 100, [...sevens, ...filled], 5));
  const found = line!.candidates.map(({ glyph }) => glyph.box);
  expect(found.some(({ x, width }) => Math.abs(x - (20 + 50 * nought)) < 5 && width > 20 && width < 36)).toBe(true);
});
