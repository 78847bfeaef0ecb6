import { cp, mkdir, writeFile, appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, testPostgres, type TemporaryFolder, type TestDatabase } from '@numera/testing';
import { Client } from 'pg';
import { migrate } from './migrate';
import { MigrationError } from './migrations';

async function withClient<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

describe('the migrate step', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testPostgres({ migrate });
  });
  afterAll(() => database.stop());

  it('changes nothing when it runs again, also twice at once', async () => {
    const [first, second] = await Promise.all([migrate(database), migrate(database)]);
    expect(first.applied).toEqual([]);
    expect(second.applied).toEqual([]);
  });

  it('lets the app read and write rows, but not touch the schema, the ledger or the queue', async () => {
    await withClient(database.appUrl, async (client) => {
      expect((await client.query('SELECT name FROM workspaces')).rows).toEqual([{ name: 'Main' }]);
      await expect(client.query('CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/);
      await expect(client.query('DROP TABLE images')).rejects.toThrow(/must be owner/);
      await expect(client.query('SELECT * FROM _prisma_migrations')).rejects.toThrow(/permission denied/);
      await expect(client.query('CREATE TABLE queue.mine (id int)')).rejects.toThrow(/permission denied/);
    });
  });

  it('gives the queue its own schema and nothing else', async () => {
    await withClient(database.queueUrl, async (client) => {
      const owned = await client.query<{ tableowner: string }>(`SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'queue'`);
      expect(owned.rows).toEqual([{ tableowner: 'numera_queue' }]);
      await expect(client.query('SELECT * FROM public.predictions')).rejects.toThrow(/permission denied/);
    });
  });

  it('makes the owner of the tables a role that cannot log in', async () => {
    await withClient(database.ownerUrl, async (client) => {
      const owners = await client.query(`SELECT DISTINCT tableowner, rolcanlogin FROM pg_tables JOIN pg_roles ON rolname = tableowner
        WHERE schemaname = 'public'`);
      expect(owners.rows).toEqual([{ tableowner: 'numera_owner', rolcanlogin: false }]);
    });
  });
});

describe('a migration folder', () => {
  let database: TestDatabase;
  let folder: TemporaryFolder;
  let directory: string;
  beforeAll(async () => {
    database = await testPostgres({ migrate });
    folder = await temporaryFolder('migrations');
    directory = join(folder.path, 'migrations');
    await cp(join(__dirname, '..', 'migrations'), directory, { recursive: true });
  });
  afterAll(async () => {
    await database.stop();
    await folder.remove();
  });

  async function add(name: string, sql: string): Promise<string> {
    await mkdir(join(directory, name));
    const file = join(directory, name, 'migration.sql');
    await writeFile(file, sql);
    return file;
  }

  it('applies a new migration once and refuses it when it was edited afterwards', async () => {
    const file = await add('20990101000000_notes_added', 'CREATE TABLE notes (id int);');
    expect((await migrate({ ...database, directory })).applied).toEqual(['20990101000000_notes_added']);
    expect((await migrate({ ...database, directory })).applied).toEqual([]);
    await appendFile(file, '-- edited');
    await expect(migrate({ ...database, directory })).rejects.toThrow(MigrationError);
    await writeFile(file, 'CREATE TABLE notes (id int);');
  });

  it('leaves nothing of a migration that fails half-way', async () => {
    const file = await add('20990102000000_broken', 'CREATE TABLE half (id int); SELECT 1 / 0;');
    await expect(migrate({ ...database, directory })).rejects.toThrow(/20990102000000_broken failed: division by zero/);
    await withClient(database.ownerUrl, async (client) => {
      expect((await client.query(`SELECT to_regclass('public.half') AS half`)).rows).toEqual([{ half: null }]);
    });
    await writeFile(file, 'CREATE TABLE half (id int);');
    expect((await migrate({ ...database, directory })).applied).toEqual(['20990102000000_broken']);
  });

  it('refuses a database that is ahead of this version', async () => {
    await expect(migrate(database)).rejects.toThrow(/does not know/);
  });
});
