import { sealToken, sessionCookie, sessionToken } from './session-cookie';

const SECRET = 'a secret for tests only, long enough';
const NAME = '__Host-numera.session';
const cookie = (token: string, secret = SECRET) => `other=1; ${NAME}=${sealToken(token, secret)}`;

describe('the session’s cookie', () => {
  it('belongs to one host over a safe connection, unless whoever runs Numera gives that up', () => {
    expect(sessionCookie({ NUMERA_INSECURE_COOKIES: 'off' })).toEqual({
      ...{ name: NAME, secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
    });
    expect(sessionCookie({ NUMERA_INSECURE_COOKIES: 'on' })).toMatchObject({ name: 'numera.session', secure: false, httpOnly: true });
  });

  it('gives the token whose seal is ours', () => {
    expect(sessionToken(cookie('abcDEF123'), NAME, SECRET)).toBe('abcDEF123');
  });

  it.each([
    ['no cookies', undefined],
    ['another cookie only', 'other=1'],
    ['another secret’s seal', cookie('abcDEF123', 'another secret, just as long as it')],
    ['another token’s seal', cookie('abcDEF123').replace('abcDEF123', 'abcDEF124')],
    ['no seal', `${NAME}=abcDEF123`],
    ['a seal and no token', `${NAME}=.c2VhbA==`],
    ['a broken escape', `${NAME}=%E0%A4%A`],
  ])('gives none with %s', (_what, header) => expect(sessionToken(header, NAME, SECRET)).toBeNull());
});
