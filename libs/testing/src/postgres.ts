import { randomBytes } from 'node:crypto';
import { startPostgres, type EmbeddedPostgres } from '@numera/embedded';
import { migrateQueue } from '@numera/queue';
import { Client } from 'pg';
import { temporaryFolder } from './folders';

/** A database of its own, gone after `stop`. */
export interface TestDatabase {
  /** A superuser's connection. */
  readonly ownerUrl: string;
  /** What services connect with; both are the owner's unless the database was migrated. */
  readonly appUrl: string;
  readonly queueUrl: string;
  stop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** The migrate step (`migrate` of @numera/prisma); without it the database holds the queue's tables and nothing else. */
  readonly migrate?: (options: { ownerUrl: string }) => Promise<{ appUrl: string; queueUrl: string }>;
}

/** One server for all databases of a test file: starting it takes a second or two, a database a few milliseconds. */
let server: { started: Promise<Server>; users: number } | undefined;

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** A fresh database on a real PostgreSQL server: the run's own one, or the one that NUMERA_TEST_POSTGRES names. */
export async function testPostgres({ migrate }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const mine = (server ??= { started: startServer(), users: 0 });
  mine.users += 1;
  const { url } = await mine.started;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(url, `CREATE DATABASE ${name}`);
  const ownerUrl = withDatabase(url, name);
  const urls = migrate ? await migrate({ ownerUrl }) : await queueOnly(ownerUrl);
  let stopping: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await asAdmin(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    mine.users -= 1;
    if (mine.users > 0) return;
    if (server === mine) server = undefined;
    await (await mine.started).stop();
  };
  return { ownerUrl, ...urls, stop: () => (stopping ??= end()) };
}

async function startServer(): Promise<Server> {
  const given = process.env.NUMERA_TEST_POSTGRES;
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };
  const folder = await temporaryFolder('postgres');
  const postgres: EmbeddedPostgres = await startPostgres({ directory: folder.path, log: () => undefined });
  return {
    url: postgres.url,
    async stop() {
      await postgres.stop();
      await folder.remove();
    },
  };
}

async function queueOnly(ownerUrl: string): Promise<{ appUrl: string; queueUrl: string }> {
  await migrateQueue(ownerUrl);
  return { appUrl: ownerUrl, queueUrl: ownerUrl };
}

async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
