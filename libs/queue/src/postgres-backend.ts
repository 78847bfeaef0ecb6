import {
  assertSchemaCompatibility,
  createPostgresBackend,
  Queue,
  runMigrations,
  SchemaMigrationRequiredError,
  Worker,
  type PostgresConnectionOptions,
} from 'bullmq';
import { Client } from 'pg';
import type { Backend } from './backend';
import { QueueSetupError } from './errors';
import { PreparedClient } from './prepared-client';

type MigrationClient = Parameters<typeof runMigrations>[0];

/** BullMQ's tables live in a schema of their own, under a role that has no rights elsewhere. */
const SCHEMA = 'queue';

/**
 * Commits of this role's connections need not reach the disk: what a power cut takes from the queue, the gateway's sweeper
 * asks for again. Nothing but the queue's tables is written over them.
 */
const SESSION = '-c synchronous_commit=off';

function connection(url: string, size: number): PostgresConnectionOptions {
  return {
    connectionString: url,
    Client: PreparedClient,
    schema: SCHEMA,
    options: SESSION,
    max: size,
    // A connection opened anew costs a request 5-10 ms, so they stay.
    min: size,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  };
}

export function postgresBackend(url: string): Backend {
  return {
    kind: 'postgres',
    async check() {
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
      await client.connect();
      try {
        await assertSchemaCompatibility(client, SCHEMA);
      } catch (error) {
        if (error instanceof SchemaMigrationRequiredError) {
          throw new QueueSetupError('The queue has no tables in this database: run the migrate step first.', { cause: error });
        }
        throw error;
      } finally {
        await client.end();
      }
    },
    queue: (name, options) => new Queue(name, { ...options, connection: connection(url, 2) }, createPostgresBackend),
    worker: (name, processor, options) =>
      // Taking and finishing jobs is a few statements each; more connections than four only contend for the same rows.
      new Worker(name, processor, { ...options, connection: connection(url, 4) }, createPostgresBackend),
  };
}

/**
 * Applies BullMQ's own migrations to the schema `queue`; doing it again changes nothing.
 * `url` needs rights on that schema only, when the schema is there.
 */
export async function migrateQueue(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS there', [SCHEMA]);
    const isThere = rows[0]?.there === true;
    await runMigrations(isThere ? withoutCreateSchema(client) : client, SCHEMA);
  } finally {
    await client.end();
  }
}

/** PostgreSQL asks for the right to create schemas even for one that is there, and the queue's role has none. */
function withoutCreateSchema(client: Client): MigrationClient {
  return {
    async query<R>(text: string, values?: readonly unknown[]) {
      const { rows, rowCount } = await client.query(text.startsWith('CREATE SCHEMA') ? 'SELECT 1' : text, values && [...values]);
      return { rows: rows as R[], rowCount };
    },
  };
}
