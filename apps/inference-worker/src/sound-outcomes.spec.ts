import { MAX_SEPARATORS, outcome, type Outcome, type Reading } from '@numera/contracts';
import { soundOutcomes } from './sound-outcomes';

const timings = { queueMs: 1, decodeMs: 2, inferMs: 3 };
const blank: Reading = { text: null, confidence: 0, decision: 'reject', glyphs: [] };
const done = (n: number, reading: Reading): Outcome => ({
  status: 'done',
  predictionId: `01939000-0000-7000-8000-00000000000${n}`,
  reading,
  timings,
});

it('a reading that the contract refuses fails alone, and is told', () => {
  const mark = { symbol: '.', box: { x: 0, y: 0, width: 1, height: 1 }, row: 0, after: -1 };
  const poisonous = { ...blank, separators: Array.from({ length: MAX_SEPARATORS + 1 }, () => mark) };
  const asked = [done(1, blank), done(2, poisonous), done(3, blank)];
  const faults: [string, string][] = [];
  const sound = soundOutcomes(asked, (id, error) => faults.push([id, error.message]));
  expect([sound[0], sound[2]]).toEqual([asked[0], asked[2]]);
  expect(sound[1]).toMatchObject({ status: 'failed', predictionId: asked[1]!.predictionId, error: { code: 'internal' }, timings });
  expect(sound.every((one) => outcome.safeParse(one).success)).toBe(true);
  expect(faults).toEqual([[asked[1]!.predictionId, expect.stringContaining('separators')]]);
});
