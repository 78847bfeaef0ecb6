import type { ModelCard } from '@numera/contracts';
import { type CandidateLine, GLYPH_SIDE, type Shape } from '@numera/vision';
import type { Network } from './modes';
import { recognise } from './recognise';

const shape: Shape = { width: 0.6, height: 1, top: 0, bottom: 0, cutLeft: 0, cutRight: 0, inside: -1, pieces: 1, words: 1 };
const SIZE = GLYPH_SIDE * GLYPH_SIDE;

/** A line of so many digits that nothing competes with. */
function lineOf(count: number): CandidateLine {
  const candidates = Array.from({ length: count }, (_, i) => ({
    glyph: { pixels: new Float32Array(SIZE).fill(1, 400, 420), box: { x: 9 * i, y: 0, width: 8, height: 9 }, row: 0 },
    from: i,
    to: i + 1,
    shape,
  }));
  return { pieces: count, candidates };
}

/** Says 0 of everything. */
const zero: Network = (glyphs) => Promise.resolve(Float32Array.from({ length: 2 * glyphs.length }, (_, i) => (i % 2 === 0 ? 9 : 0)));
const card = {
  labels: ['0', '1'],
  calibration: { temperature: 1 },
  thresholds: { accept: 0.9, reject: 0.5, chosenOn: 'test', targetError: 0.01 },
} as unknown as ModelCard;
const model = { card, networks: [zero, zero, zero] } as const;

describe('recognise', () => {
  test('explains the first sixteen digits of an image and no more', async () => {
    const { glyphs } = await recognise([lineOf(18)], { layout: 'auto', explain: true }, model);
    expect(glyphs).toHaveLength(18);
    expect(glyphs.map(({ explanation }) => explanation !== undefined)).toEqual([...Array<boolean>(16).fill(true), false, false]);
  });

  test('reads a page of very many digits fast when asked to be accurate, and says so', async () => {
    const modeOf = async (count: number) => (await recognise([lineOf(count)], { layout: 'auto', mode: 'accurate' }, model)).mode;
    expect(await modeOf(20)).toBe('accurate');
    expect(await modeOf(1000)).toBe('fast');
  });
});
