import { join } from 'node:path';
import type { Config } from '@numera/config';
import type { EmbeddedPostgres } from '@numera/embedded';
import type { Connections } from './services';

export interface Database {
  readonly connections: Connections;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  readonly config: Config;
  readonly log: (message: string) => void;
  /** The database is gone for good. */
  readonly onLost: (reason: string) => void;
}

/**
 * The database of `config`, migrated: the one that DATABASE_URL names, else an embedded PostgreSQL under NUMERA_DATA.
 * An embedded one that ends unasked is started again on the same port, where the services look for it.
 */
export async function openDatabase({ config, log, onLost }: DatabaseOptions): Promise<Database> {
  if (config.DATABASE_URL !== undefined) {
    log('using the PostgreSQL of DATABASE_URL');
    return { connections: await migrated(config.DATABASE_URL), stop: () => Promise.resolve() };
  }
  // Loaded side by side with the server's start: Prisma's client and the queue's library take their time.
  const loading = import('@numera/prisma');
  const { startPostgres } = await import('@numera/embedded');
  const directory = join(config.NUMERA_DATA, 'postgres');
  let postgres = await startPostgres({ directory, log });
  await loading;
  let isStopping = false;
  const watch = (server: EmbeddedPostgres): void => {
    void server.ended.then(async (reason) => {
      if (isStopping) return;
      log(`PostgreSQL ended unasked (${reason}); starting it again`);
      try {
        postgres = await startPostgres({ directory, log, port: server.port });
        watch(postgres);
      } catch (error) {
        onLost(error instanceof Error ? error.message : String(error));
      }
    });
  };
  watch(postgres);
  return {
    connections: await migrated(postgres.url),
    stop: async () => {
      isStopping = true;
      await postgres.stop();
    },
  };
}

async function migrated(ownerUrl: string): Promise<Connections> {
  const { migrate } = await import('@numera/prisma');
  const { appUrl, queueUrl } = await migrate({ ownerUrl });
  return { DATABASE_APP_URL: appUrl, DATABASE_QUEUE_URL: queueUrl };
}
