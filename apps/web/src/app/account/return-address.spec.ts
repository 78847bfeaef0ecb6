import { returnAddress } from './return-address';

describe('the address to go to after signing in', () => {
  it.each(['/', '/history?text=07', '/profile#sessions'])('is the page that was asked for: %s', (page) => {
    expect(returnAddress(page)).toBe(page);
  });

  it.each([
    undefined,
    null,
    '',
    'profile',
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
  ])('is home for what is no page of ours: %s', (wanted) => {
    expect(returnAddress(wanted)).toBe('/');
  });
});
