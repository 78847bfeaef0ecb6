import { isIP, isIPv6 } from 'node:net';
import type { Config } from '@numera/config';
import type { Request } from 'express';
import { networkOf, unmapped } from './network';

/** What Express's `trust proxy` is set to, so that `request.ip` and `request.protocol` believe NUMERA_TRUSTED_PROXIES and nobody else. */
export function trustedBy(config: Pick<Config, 'NUMERA_TRUSTED_PROXIES'>): readonly string[] | false {
  return config.NUMERA_TRUSTED_PROXIES.length > 0 ? config.NUMERA_TRUSTED_PROXIES : false;
}

/** The address a request came from: the connection's, or what trusted proxies say of it. An IPv4 address is written as one. */
export function clientAddress(request: Pick<Request, 'ip' | 'socket'>): string {
  const told = unmapped(request.ip ?? '');
  // A proxy that passes nonsense on has told nothing.
  if (isIP(told) !== 0) return told;
  return unmapped(request.socket.remoteAddress ?? '');
}

/** Who is counted as one: an IPv4 address, or the /64 network of an IPv6 one, since every home has as many addresses as it likes in its own. */
export function sourceOf(address: string): string {
  return (isIPv6(address) ? networkOf(address, { ipv4: 32, ipv6: 64 }) : undefined) ?? address;
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
