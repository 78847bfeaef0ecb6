import { loadConfig } from '@numera/config';
import type { Request } from 'express';
import { clientAddress, isOwnMachine, sourceOf } from './client-address';

const from = (ip: string | undefined, headers: Record<string, string> = {}, remoteAddress = '10.0.0.9') =>
  ({ ip, headers, socket: { remoteAddress } }) as unknown as Request;

describe('the address a request came from', () => {
  it('writes an IPv4 address that came through an IPv6 socket as one', () =>
    expect(clientAddress(from('::ffff:192.0.2.7'))).toBe('192.0.2.7'));
  it.each(['unknown', '', '192.0.2.7:443', '1.2.3', undefined])('falls back to the connection when a proxy says %p', (told) =>
    expect(clientAddress(from(told))).toBe('10.0.0.9'),
  );
});

describe('who is counted as one', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['1:2:3:4:5::192.0.2.7', '1:2:3:4::/64'],
  ])('%s as %s', (address, source) => expect(sourceOf(address)).toBe(source));
});

describe('one’s own machine', () => {
  const local = loadConfig({});
  it('is a loopback address while nobody else can reach the port', () => {
    expect(isOwnMachine(from('127.0.0.1'), local)).toBe(true);
    expect(isOwnMachine(from('::1'), local)).toBe(true);
    expect(isOwnMachine(from('192.0.2.7'), local)).toBe(false);
  });
  it.each([
    ['a proxy speaks for others', {}, { 'x-forwarded-for': '192.0.2.7' }],
    ['proxies are expected', { NUMERA_TRUSTED_PROXIES: 'loopback' }, {}],
    ['Numera listens everywhere', { HOST: '0.0.0.0' }, {}],
    ['Numera has a name that others know', { NUMERA_URL: 'https://numera.example' }, {}],
  ])('is not, where %s', (_, env, headers) => expect(isOwnMachine(from('127.0.0.1', headers), loadConfig(env))).toBe(false));
  it('is, where the name is localhost', () =>
    expect(isOwnMachine(from('127.0.0.1'), loadConfig({ NUMERA_URL: 'http://localhost:3000' }))).toBe(true));
});
