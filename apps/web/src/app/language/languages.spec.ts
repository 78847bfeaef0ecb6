import { chooseLanguage } from './languages';

describe('the language of the page', () => {
  it('is the one chosen before, whatever the browser wants', () => {
    expect(chooseLanguage(['en', 'it-IT', 'it'])).toBe('en');
  });

  it('is the first that the browser wants and the page speaks', () => {
    expect(chooseLanguage([null, 'de-DE', 'it-CH', 'en'])).toBe('it');
  });

  it('is English when nothing fits', () => {
    expect(chooseLanguage([null, 'ja'])).toBe('en');
  });
});
