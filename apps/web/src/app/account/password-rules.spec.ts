import { LEAST, passwordRules } from './password-rules';

const unmet = (password: string, words: string[] = [], least: number = LEAST.alone): string[] =>
  passwordRules(password, least, words)
    .filter(({ isMet }) => !isMet)
    .map(({ name }) => name);

describe('the rules of a password', () => {
  it('takes a long sentence without digits or capitals', () => {
    expect(unmet('seven quiet otters')).toEqual([]);
  });

  it('wants fifteen signs, or eight beside a second factor', () => {
    expect(unmet('quiet otters')).toEqual(['least']);
    expect(unmet('quiet otters', [], LEAST.withSecondFactor)).toEqual([]);
  });

  it('counts signs as people do, not as the browser stores them', () => {
    expect(unmet('🦦'.repeat(14))).toEqual(['least']);
    expect(unmet('🦦'.repeat(15))).toEqual([]);
  });

  it('takes 128 signs and not one more', () => {
    expect(unmet('x'.repeat(128))).toEqual([]);
    expect(unmet('x'.repeat(129))).toEqual(['most']);
  });

  it('refuses the person’s own name, user name and address, however they are written', () => {
    for (const password of ['I am GRACE of ships', 'the_hopper_has_ships', 'mail@harbour.example'])
      expect(unmet(password, ['Grace Brewster', 'hopper', 'g@harbour.example'])).toEqual(['own']);
  });

  it('does not mind a short name that is in many words', () => {
    expect(unmet('a quiet ant colony', ['Ant'])).toEqual([]);
  });
});
