import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';

/** Stands for a value of a person whose key is gone, or who never had one. */
const UNKNOWN = 'hmac-sha256:unknown';

/** Digest of a person's value under their key: equal values can be told to be equal while the key is there, and nothing afterwards. */
export function digestOf(secret: Uint8Array | null, name: string, value: string): string {
  if (secret === null) return UNKNOWN;
  return `hmac-sha256:${createHmac('sha256', secret)
    .update(`${name}\u0000${value.normalize('NFC')}`)
    .digest('base64url')}`;
}

/**
 * The network that an address lies in: its first 24 bits (IPv4) or 48 (IPv6). What the trail keeps of callers nobody knows; a whole
 * address would be a person's, and whoever owns a network has all of its addresses to call from.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIP(mapped) === 4) return `${mapped.split('.').slice(0, 3).join('.')}.0/24`;
  if (isIP(mapped) !== 6) return 'unknown';
  const groups = new URL(`http://[${mapped.split('%')[0] ?? ''}]`).hostname.slice(1, -1).split('::');
  const head = (groups[0] ?? '').split(':').filter((group) => group !== '');
  const tail = (groups[1] ?? '').split(':').filter((group) => group !== '');
  const zeros = groups.length === 2 ? Array.from({ length: 8 - head.length - tail.length }, () => '0') : [];
  return `${[...head, ...zeros, ...tail].slice(0, 3).join(':')}::/48`;
}
