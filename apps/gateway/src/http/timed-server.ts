import { createServer } from 'node:http';
import type { Config } from '@numera/config';
import { ExpressAdapter } from '@nestjs/platform-express';
import { refuseMalformed } from './malformed';

/**
 * Express on a server that waits for nobody for ever: a sender who is not done in time gets 408 and the connection is closed, be it in the middle
 * of the headers, of a body, or before the first byte.
 */
export class TimedServer extends ExpressAdapter {
  constructor(private readonly config: Pick<Config, 'NUMERA_HEADERS_TIMEOUT_MS' | 'NUMERA_REQUEST_TIMEOUT_MS'>) {
    super();
  }

  override initHttpServer(): void {
    const { NUMERA_REQUEST_TIMEOUT_MS: requestTimeout } = this.config;
    // Headers are a part of the request: they cannot have longer than all of it.
    const headersTimeout = Math.min(this.config.NUMERA_HEADERS_TIMEOUT_MS, requestTimeout);
    // Connections are looked at this often, so an end comes at most a quarter late.
    const connectionsCheckingInterval = Math.ceil(headersTimeout / 4);
    const server = createServer({ headersTimeout, requestTimeout, connectionsCheckingInterval }, this.getInstance<() => void>());
    refuseMalformed(server);
    this.httpServer = server;
  }
}
