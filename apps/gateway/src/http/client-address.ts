import { isIP, isIPv6 } from 'node:net';
import type { Config } from '@numera/config';
import type { Request } from 'express';

/** What Express's `trust proxy` is set to, so that `request.ip` and `request.protocol` believe NUMERA_TRUSTED_PROXIES and nobody else. */
export function trustedBy(config: Pick<Config, 'NUMERA_TRUSTED_PROXIES'>): readonly string[] | false {
  return config.NUMERA_TRUSTED_PROXIES.length > 0 ? config.NUMERA_TRUSTED_PROXIES : false;
}

const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** The address a request came from: the connection's, or what trusted proxies say of it. An IPv4 address is written as one. */
export function clientAddress(request: Pick<Request, 'ip' | 'socket'>): string {
  const told = request.ip?.replace(MAPPED, '') ?? '';
  // A proxy that passes nonsense on has told nothing.
  if (isIP(told) !== 0) return told;
  return (request.socket.remoteAddress ?? '').replace(MAPPED, '');
}

/** Who is counted as one: an IPv4 address, or the /64 network of an IPv6 one, since every home has as many addresses as it likes in its own. */
export function sourceOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Whether nobody but people at this machine can have sent the request: Numera listens on it alone, and no proxy speaks for others. */
export function isOwnMachine(request: Pick<Request, 'ip' | 'socket' | 'headers'>, config: Config): boolean {
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  if (isForwarded || config.NUMERA_TRUSTED_PROXIES.length > 0 || !LOOPBACK.test(config.HOST)) return false;
  // Who serves others through a proxy has to say under which address.
  if (config.NUMERA_URL !== undefined && !LOOPBACK.test(new URL(config.NUMERA_URL).hostname.replace(/^\[|\]$/g, ''))) return false;
  return LOOPBACK.test(clientAddress(request));
}
