import { isIP } from 'node:net';
import { z } from 'zod';
import { listed } from './listed';

/** Addresses (10.0.0.1), networks (10.0.0.0/8, fd00::/8) and the names of networks that are nobody else's, separated by commas or spaces. */
export const trustedProxies = listed.pipe(
  z.array(z.string().refine(isProxy, 'is neither an address, nor a network, nor loopback, linklocal or uniquelocal')).max(64),
);

function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  // A network of no bits is everyone: then anyone could claim any address.
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128));
}
