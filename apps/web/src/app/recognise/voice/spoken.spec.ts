import { spoken, voiceFor } from './spoken';

const words = { check: 'Please check.', nothing: 'No digit was found.' };

describe('what is said of a result', () => {
  it('is each digit by itself, zeros before the first too', () => {
    expect(spoken({ text: '0400', decision: 'accept' }, words)).toEqual(['0, 4, 0, 0.']);
  });

  it('is row by row, each a part of its own', () => {
    expect(spoken({ text: '12\n7', decision: 'accept' }, words)).toEqual(['1, 2.', '7.']);
  });

  it('ends with the request to check where there is doubt', () => {
    expect(spoken({ text: '7', decision: 'review' }, words)).toEqual(['7.', 'Please check.']);
  });

  it('is that nothing was found where nothing was', () => {
    expect(spoken({ text: null, decision: 'reject' }, words)).toEqual(['No digit was found.']);
  });
});

describe('the voice', () => {
  const voice = (lang: string, localService: boolean, isDefault = false) => ({ lang, localService, default: isDefault });

  it('speaks the language, and is one of the device before one that sends what it says elsewhere', () => {
    const [english, far, near] = [voice('en-GB', true, true), voice('it-IT', false), voice('it_IT', true)];
    expect(voiceFor([english, far, near], 'it')).toBe(near);
    expect(voiceFor([english, far], 'it')).toBe(far);
  });

  it('is the one that was chosen for the device among several', () => {
    const [first, chosen] = [voice('en-US', true), voice('en-GB', true, true)];
    expect(voiceFor([first, chosen], 'en')).toBe(chosen);
  });

  it('is left to the browser where none speaks the language', () => {
    expect(voiceFor([voice('en-GB', true)], 'it')).toBeNull();
  });
});
