import { scriptWidth } from '../strokes/strokes-of';
import { heldApartWords, learnedWords } from './word-scripts';

it('words are two to six letters wide, those to measure with never learned', () => {
  for (const word of [...learnedWords().slice(0, 100), ...heldApartWords()]) {
    expect(word).toMatch(/^[\d,!| ]+$/);
    expect(scriptWidth(word)).toBeGreaterThan(1.2);
    expect(scriptWidth(word)).toBeLessThan(6);
  }
  const learned = learnedWords();
  expect(heldApartWords().filter((word) => learned.includes(word))).toEqual([]);
});
