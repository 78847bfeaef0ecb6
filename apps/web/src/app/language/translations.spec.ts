import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from './languages';

interface Texts {
  readonly [key: string]: string | Texts;
}

function keysOf(texts: Texts, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) => (typeof value === 'string' ? [`${path}${key}`] : keysOf(value, `${path}${key}.`)));
}
const textsIn = (language: string): Texts =>
  JSON.parse(readFileSync(join(__dirname, '../../../public/i18n', `${language}.json`), 'utf8')) as Texts;

describe('the translations', () => {
  it.each(LANGUAGES)('have every text in %s, and no other', (language) => {
    expect(keysOf(textsIn(language)).sort()).toEqual(keysOf(textsIn('en')).sort());
  });

  it('keep the exact words of the notices', () => {
    expect(textsIn('en')['notice']).toEqual({
      alreadyPredicted: 'A prediction is already done! Please clear the canvas to predict again.',
      alreadyClear: 'The canvas is already clear!',
      nothingToRead: 'Please draw or upload an image before predicting!',
      serverFailed: 'Error with prediction. Please try again.',
    });
  });
});
