import type { Prediction } from '@numera/contracts';

/** What the page's language says besides digits. */
export interface SpokenWords {
  readonly check: string;
  readonly nothing: string;
}

/**
 * A result as it is said, in parts that are said one after the other: a row each, and that it should be checked where it should.
 * Commas keep the digits apart, so that no voice makes "four hundred" of 4 0 0; the end of a sentence is a longer rest. Long readings in
 * one part would be cut off, as browsers do after some fifteen seconds.
 */
export function spoken({ text, decision }: Pick<Prediction, 'text' | 'decision'>, { check, nothing }: SpokenWords): string[] {
  if (text === null) return [nothing];
  const rows = text.split('\n').map((row) => `${[...row].join(', ')}.`);
  return decision === 'accept' ? rows : [...rows, check];
}

/** What a choice among voices needs to know of each. */
type KnownVoice = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default'>;

/** The voice for a language: one of this device where there is one, as others send what they say to their maker. Null: the browser chooses. */
export function voiceFor<Voice extends KnownVoice>(voices: readonly Voice[], language: string): Voice | null {
  // Android writes it_IT.
  const speaking = voices.filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language);
  const here = speaking.filter(({ localService }) => localService);
  return here.find((voice) => voice.default) ?? here[0] ?? speaking[0] ?? null;
}
