import { straightLines, type InkPixels } from './straight-lines';

const [LENGTH, BREADTH] = [120, 90];
type Tone = 'faint' | 'dark' | null;

/** The pixels of a picture that tells what is at each place along and across. */
function inkOf(toneAt: (along: number, across: number) => Tone): InkPixels {
  const pixels = Array.from({ length: LENGTH * BREADTH }, (_, at) => [at % LENGTH, Math.floor(at / LENGTH)] as const)
    .map(([along, across]) => ({ along, across, tone: toneAt(along, across) }))
    .filter(({ tone }) => tone !== null);
  return {
    along: Int16Array.from(pixels, ({ along }) => along),
    across: Int16Array.from(pixels, ({ across }) => across),
    isDark: Uint8Array.from(pixels, ({ tone }) => (tone === 'dark' ? 1 : 0)),
    ...{ length: LENGTH, breadth: BREADTH },
  };
}

const isStroke = (along: number, across: number): boolean => along >= 20 && along < 78 && across >= 40 && across < 46;
const isWave = (along: number, across: number): boolean => (across + Math.round(3 * Math.sin(along / 5))) % 8 === 0;

it('a stroke is not prolonged by the waves that are printed on the paper', () => {
  expect(straightLines(inkOf((a, c) => (isStroke(a, c) ? 'dark' : isWave(a, c) ? 'faint' : null)))).toEqual([]);
});

it.each([
  ['fainter than the strokes on it', 'faint'],
  ['as dark as strokes', 'dark'],
] as const)('a thick line through the picture is one, %s', (_name, tone) => {
  const [line, ...others] = straightLines(inkOf((a, c) => (isStroke(a, c) ? 'dark' : c >= 43 && c < 47 ? tone : null)));
  expect(others).toEqual([]);
  expect(line).toMatchObject({ from: 0, to: LENGTH - 1 });
});
