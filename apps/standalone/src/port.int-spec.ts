import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { assertPortIsFree } from './port';

describe('the port', () => {
  it('is refused by name when another program has it', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(assertPortIsFree('127.0.0.1', port)).rejects.toThrow(`port ${port} is taken by another program; choose a free one: PORT=`);
    other.close();
    await once(other, 'close');
    await expect(assertPortIsFree('127.0.0.1', port)).resolves.toBeUndefined();
  });

  it('is refused when the host is no address of this machine', async () => {
    await expect(assertPortIsFree('203.0.113.7', 3000)).rejects.toThrow('HOST=203.0.113.7 is no address of this machine');
  });
});
