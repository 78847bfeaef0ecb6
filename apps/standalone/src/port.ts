import { createServer } from 'node:net';
import { LaunchError } from './launch-error';

/** Throws a LaunchError that names PORT when nobody may listen on `host`:`port` now. Port 0 lets the system choose. */
export function assertPortIsFree(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(new LaunchError(describe(error, host, port))));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}

function describe(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} is taken by another program; choose a free one: PORT=${port + 1} npm start`;
    case 'EACCES':
      return `this user may not listen on port ${port}; choose one above 1023: PORT=3000 npm start`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `HOST=${host} is no address of this machine; PORT=${port} cannot be opened on it`;
    default:
      return `PORT=${port} cannot be opened on HOST=${host}: ${error.message}`;
  }
}
