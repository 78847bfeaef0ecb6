import { isCrossSite, isSafeForCookies } from './origins';

const HOME = 'https://numera.example';
const post = { method: 'POST', origin: HOME, fetchSite: 'same-origin', host: 'numera.example' };

describe('isCrossSite', () => {
  it('takes our own pages’ requests, by NUMERA_URL or by the host they were sent to', () => {
    expect(isCrossSite(post, HOME, true)).toBe(false);
    expect(isCrossSite({ ...post, origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, undefined, true)).toBe(false);
    expect(isCrossSite({ ...post, host: 'behind-the-proxy:3000' }, HOME, true)).toBe(false);
  });

  it.each(['https://evil.example', 'https://numera.example.evil.example', 'http://numera.example:81', 'null', 'rubbish'])(
    'refuses a page of %s, with a session or without',
    (origin) => {
      expect(isCrossSite({ ...post, origin }, HOME, true)).toBe(true);
      expect(isCrossSite({ ...post, origin }, HOME, false)).toBe(true);
    },
  );

  it.each(['cross-site', 'same-site'])('believes Sec-Fetch-Site: %s over a fitting Origin', (fetchSite) => {
    expect(isCrossSite({ ...post, fetchSite }, HOME, true)).toBe(true);
  });

  it('wants an Origin where a session was sent, and none from a program without one', () => {
    const program = { method: 'POST', origin: undefined, fetchSite: undefined, host: 'numera.example' };
    expect(isCrossSite(program, HOME, true)).toBe(true);
    expect(isCrossSite(program, HOME, false)).toBe(false);
  });

  it('lets reading alone: a link from elsewhere may open a page', () => {
    expect(isCrossSite({ ...post, method: 'GET', origin: undefined, fetchSite: 'cross-site' }, HOME, true)).toBe(false);
  });
});

describe('isSafeForCookies', () => {
  it.each(['localhost', 'app.localhost', '127.0.0.1', '127.8.9.1', '[::1]', 'LOCALHOST'])('trusts plain http to %s', (host) => {
    expect(isSafeForCookies(false, host)).toBe(true);
  });
  it.each(['192.168.1.5', 'numera.example', 'localhost.evil.example', '127.0.0.1.evil.example', undefined])('not to %s', (host) => {
    expect(isSafeForCookies(false, host)).toBe(false);
    expect(isSafeForCookies(true, host)).toBe(true);
  });
});
