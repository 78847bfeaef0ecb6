import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '@numera/config';

/** Name and attributes of the cookie that carries a session. `__Host-`: no other host or path can set it, and it needs `Secure`. */
export function sessionCookie({ NUMERA_INSECURE_COOKIES }: Pick<Config, 'NUMERA_INSECURE_COOKIES'>) {
  const secure = NUMERA_INSECURE_COOKIES === 'off';
  return { name: secure ? '__Host-numera.session' : 'numera.session', secure, httpOnly: true, sameSite: 'lax', path: '/' } as const;
}

/** The session's token in a Cookie header, if the seal on it is ours; else null. Sealed as better-auth does: `token.base64(HMAC-SHA-256)`. */
export function sessionToken(header: string | undefined, name: string, secret: string): string | null {
  const sealed = cookieValue(header ?? '', name);
  if (sealed === undefined) return null;
  const value = decoded(sealed);
  const point = value.lastIndexOf('.');
  if (point < 1) return null;
  const token = value.slice(0, point);
  const expected = createHmac('sha256', secret).update(token).digest();
  const given = Buffer.from(value.slice(point + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** A session's token as its cookie carries it. */
export function sealToken(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${createHmac('sha256', secret).update(token).digest('base64')}`);
}

function cookieValue(header: string, name: string): string | undefined {
  const pair = header.split(';').find((each) => each.slice(0, each.indexOf('=')).trim() === name);
  return pair?.slice(pair.indexOf('=') + 1).trim();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
