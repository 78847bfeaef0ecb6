import { Client } from 'pg';
import type { Logger } from '@numera/telemetry';
import { SETTLED_CHANNEL, type PredictionRepository } from './repository';
import type { Waiters } from './waiters';

const RECONNECT_MS = 1_000;
/** How often the rows of waiting requests are looked at, in case a notification was lost. */
const LOOK_MS = 1_000;

/** Hears from other gateways which predictions are settled (LISTEN), and looks for itself now and then. */
export class Settlements {
  private client: Client | undefined;
  private reconnect: NodeJS.Timeout | undefined;
  private readonly looking: NodeJS.Timeout;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly repository: Pick<PredictionRepository, 'settledAmong'>,
    private readonly waiters: Waiters,
    private readonly logger: Logger,
  ) {
    this.looking = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  /** Begins to listen; a connection that is lost comes back by itself. */
  async open(): Promise<void> {
    const client = new Client({ connectionString: this.url, application_name: 'numera-gateway-listen', keepAlive: true });
    this.client = client;
    client.on('notification', ({ payload }) => {
      if (payload !== undefined) this.waiters.wake(payload);
    });
    client.on('error', (error) => this.logger.warn({ err: error }, 'the listening connection was lost'));
    client.on('end', () => this.openAgain());
    try {
      await client.connect();
      await client.query(`LISTEN ${SETTLED_CHANNEL}`);
    } catch (error) {
      this.logger.warn({ err: error }, 'listening for settled predictions failed');
      await client.end().catch(() => undefined);
      this.openAgain();
    }
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.looking);
    clearTimeout(this.reconnect);
    await this.client?.end().catch(() => undefined);
  }

  private openAgain(): void {
    if (this.isClosed) return;
    clearTimeout(this.reconnect);
    this.reconnect = setTimeout(() => void this.open(), RECONNECT_MS).unref();
  }

  private async look(): Promise<void> {
    const ids = this.waiters.ids;
    if (ids.length === 0) return;
    try {
      for (const id of await this.repository.settledAmong(ids)) this.waiters.wake(id);
    } catch (error) {
      this.logger.warn({ err: error }, 'looking for settled predictions failed');
    }
  }
}
