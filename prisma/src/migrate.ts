import { join } from 'node:path';
import { migrateQueue } from '@numera/queue';
import { Client } from 'pg';
import { applyMigrations, readMigrations } from './migrations';
import { createRoles, serviceUrls, type ServiceUrls } from './roles';

export interface MigrateOptions {
  /** A connection that may create roles and schemas. */
  readonly ownerUrl: string;
  /** The services' connections, whose passwords are set; default: derived from the owner's. */
  readonly urls?: ServiceUrls;
  readonly directory?: string;
}

export interface Migrated extends ServiceUrls {
  readonly applied: readonly string[];
}

/** From src (tests) and from dist (everything else) alike. */
const DIRECTORY = join(__dirname, '..', 'migrations');

/** Any fixed number: every migrate step takes the same advisory lock, so that two never run at once in one database. */
const LOCK = 4_071_923;

/**
 * The one migrate step: roles, our migrations, BullMQ's migrations. Running it again changes nothing.
 * Returns what the services connect with.
 */
export async function migrate({ ownerUrl, urls = serviceUrls(ownerUrl), directory = DIRECTORY }: MigrateOptions): Promise<Migrated> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'numera-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await createRoles(client, urls);
    const applied = await applyMigrations(client, await readMigrations(directory));
    await migrateQueue(urls.queueUrl);
    return { ...urls, applied };
  } finally {
    await client.end();
  }
}
