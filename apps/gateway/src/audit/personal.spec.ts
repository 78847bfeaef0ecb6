import { digestOf, neighbourhoodOf } from './personal';

describe('what the trail keeps of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0/24'],
    ['::ffff:203.0.113.77', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
    ['2001:db8::7', '2001:db8:0::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['1.2.3', 'unknown'],
    ['', 'unknown'],
    ["<script>alert('7')</script>", 'unknown'],
  ])('of a caller nobody knows is the network: %s', (address, network) => {
    expect(neighbourhoodOf(address)).toBe(network);
  });

  it('of a person is a digest that only their key tells to be the same', () => {
    const [mine, yours] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const digest = digestOf(mine, 'address', '203.0.113.77');
    expect(digest).toMatch(/^hmac-sha256:[\w-]{43}$/);
    expect(digestOf(mine, 'address', '203.0.113.77')).toBe(digest);
    expect(digestOf(yours, 'address', '203.0.113.77')).not.toBe(digest);
    expect(digestOf(mine, 'email', '203.0.113.77')).not.toBe(digest);
    expect(digestOf(null, 'address', '203.0.113.77')).toBe('hmac-sha256:unknown');
  });
});
