import { normalisePassword, passwordFault } from './password-rules';

const anna = { name: 'Anna Bianchi', email: 'abianchi77@example.org', username: 'anna.b' };
const fault = (password: string, hasSecondFactor = false) => passwordFault(password, anna, hasSecondFactor)?.reason ?? null;

describe('the rules of passwords', () => {
  it('want 15 characters, or 8 beside a second factor, counted as people count them', () => {
    expect(fault('tangle wharf 9')).toBe('too_short');
    expect(fault('tangle wharf 92')).toBeNull();
    expect(fault('tangle w', true)).toBeNull();
    expect(fault('tangle ', true)).toBe('too_short');
    expect(fault('🐙🦀🐡🐠🐟🦈🐋')).toBe('too_short');
    expect(fault('🐙🦀🐡🐠🐟🦈🐋🐬🦭🐧🦆🦢🦩🦜🐦')).toBeNull();
  });

  it('take up to 128 characters and refuse more instead of cutting', () => {
    const long = Array.from({ length: 128 }, (_, i) => String.fromCharCode(97 + ((i * 7 + (i >> 3)) % 26))).join('');
    expect(fault(long)).toBeNull();
    expect(fault(`${long}x`)).toBe('too_long');
  });

  it.each(['all small letters here', 'ALL CAPITALS OVER THERE', '8301 5526 9947 1384', '      leading spaces and no figures'])(
    'ask for no kinds of characters: %s',
    (password) => expect(fault(password)).toBeNull(),
  );

  it.each([
    '123456789012345',
    'passwordpassword',
    'Password1234567!',
    'P@ssw0rd12345678',
    '!!!!iloveyou!!!!!',
    'aaaaaaaaaaaaaaaaaaaa',
    'abababababababab',
    'qwertyuiopasdfgh',
    'abcdefghijklmnopqrst',
    'zyxwvutsrqponmlk',
    'dragon-dragon-dragon',
    'qwerty1234567890',
    '1234567890abcdefg',
  ])('refuse what is tried first: %s', (password) => expect(fault(password)).toBe('common'));

  it.each(['password', 'football', 'Iloveyou1', 'trustno1'])('refuse leaked ones of 8 beside a second factor: %s', (password) =>
    expect(fault(password, true)).toBe('common'),
  );

  it.each([
    'numera is a nice thing',
    'my-N.U.M.E.R.A-password',
    'xx anna.b xx likes it',
    'bianchi reads digits',
    'abianchi77 forever ok',
    'anna goes to sea again',
  ])('refuse what is about the person or the product: %s', (password) => expect(fault(password)).toBe('about_you'));

  it('do not take a short name for a part of a longer word', () => {
    expect(fault('the savannah at noon')).toBeNull();
  });

  it('see the same password however its letters are composed', () => {
    expect(normalisePassword('cafe\u0301 ﬁne')).toBe('caf\u00e9 fine');
  });
});
