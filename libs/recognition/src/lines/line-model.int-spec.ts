import { drawLines, FOUR_LINES, linesAt, SEVEN_LINES } from '@numera/testing';
import { findCandidates } from '@numera/vision';
import { join } from 'node:path';
import { readModelFolder } from '../model-folder';
import { ModelError } from '../session';
import { openLineModel, type LineModel } from './line-model';

const MODELS = join(__dirname, '../../../../models');
const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

describe('the shipped line network', () => {
  let model: LineModel;
  beforeAll(async () => {
    model = await openLineModel(await readModelFolder(join(MODELS, 'lines')));
  });
  afterAll(() => model.close());

  it('gives evidence for every candidate of digits that touch, most for the digits that stand there', async () => {
    const [line] = await model.judge(
      findCandidates(drawLines(200, 100, [...linesAt(FOUR_LINES, 10, 10, 80), ...linesAt(FOUR_LINES, 66, 10, 80)])),
      DIGITS,
    );
    expect(line!.evidence).toHaveLength(line!.candidates.length);
    const halves = line!.candidates.flatMap(({ from, to, glyph: { box } }, i) =>
      (from === 0 || to === line!.pieces) && Math.abs(box.width - 53) < 8 ? [line!.evidence![i]!] : [],
    );
    expect(halves.some(({ digits }) => digits.indexOf(Math.max(...digits)) === 4 && digits[4]! > -1)).toBe(true);
  });

  it('leaves lines alone that can be read in one way only, and those of other labels than digits', async () => {
    const single = findCandidates(drawLines(200, 200, linesAt(SEVEN_LINES, 20, 20, 160), 14));
    expect(await model.judge(single, DIGITS)).toEqual(single);
    const two = findCandidates(drawLines(300, 100, [...linesAt(SEVEN_LINES, 10, 10, 80), ...linesAt(FOUR_LINES, 180, 10, 80)]));
    expect(await model.judge(two, ['a', 'b'])).toEqual(two);
  });
});

it('a network of glyphs is no line network', async () => {
  await expect(openLineModel(await readModelFolder(join(MODELS, 'digits')))).rejects.toThrow(ModelError);
});
