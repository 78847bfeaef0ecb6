import { isIP } from 'node:net';
import { IPv4, IPv6 } from 'ipaddr.js';

const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An IPv4 address that came through an IPv6 socket (`::ffff:192.0.2.7`) as itself, any other text as it is. */
export const unmapped = (address: string): string => address.replace(MAPPED, '');

/**
 * The network that an address lies in: of an IPv4 address the first `bits.ipv4` bits, of an IPv6 one the first `bits.ipv6`, which must be whole
 * groups of 16. Undefined for what is no address.
 */
export function networkOf(address: string, bits: { readonly ipv4: number; readonly ipv6: number }): string | undefined {
  const text = unmapped(address);
  if (isIP(text) === 4) return `${IPv4.networkAddressFromCIDR(`${text}/${bits.ipv4}`).toString()}/${bits.ipv4}`;
  if (isIP(text) !== 6) return undefined;
  const groups = IPv6.parse(text).parts.slice(0, bits.ipv6 / 16);
  return `${groups.map((group) => group.toString(16)).join(':')}::/${bits.ipv6}`;
}
