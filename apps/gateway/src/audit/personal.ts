import { createHmac } from 'node:crypto';
import { networkOf } from '../http/network';

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
export const neighbourhoodOf = (address: string): string => networkOf(address, { ipv4: 24, ipv6: 48 }) ?? 'unknown';
