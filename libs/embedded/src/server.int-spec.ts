import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { clearLeftover } from './leftover';
import { isAlive } from './processes';
import { startPostgres, type EmbeddedPostgres } from './server';

const silent = (): void => undefined;
const folders: string[] = [];

/** Readable by every account, as a clone is; root's own temporary folders are not. */
function newFolder(): string {
  const folder = mkdtempSync('/var/tmp/numera-embedded-');
  execFileSync('chmod', ['755', folder]);
  folders.push(folder);
  return folder;
}

async function query(postgres: { url: string }, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the server of `directory` and stays; resolves with what `startPostgres` gave it. */
function startElsewhere(directory: string): Promise<{ launcher: ChildProcess; url: string; pid: number }> {
  const script = `require(${JSON.stringify(join(__dirname, '..'))}).startPostgres({ directory: ${JSON.stringify(directory)}, log() {} })
    .then(({ url, pid }) => { console.log(JSON.stringify({ url, pid })); setInterval(() => {}, 1000); });`;
  const launcher = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    launcher.on('error', reject);
    launcher.stdout.once('data', (line: Buffer) => resolve({ launcher, ...(JSON.parse(line.toString()) as { url: string; pid: number }) }));
  });
}

async function ended(pid: number, withinMs: number): Promise<boolean> {
  const limit = Date.now() + withinMs;
  while (isAlive(pid) && Date.now() < limit) await new Promise((resolve) => setTimeout(resolve, 20));
  return !isAlive(pid);
}

describe('embedded PostgreSQL', () => {
  let postgres: EmbeddedPostgres | undefined;

  afterEach(async () => {
    await postgres?.stop();
    postgres = undefined;
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it('starts with UTF-8, UTC, checksums and durable commits, on 127.0.0.1 only', async () => {
    postgres = await startPostgres({ directory: newFolder(), log: silent });
    const [row] = await query(
      postgres,
      `SELECT current_database() AS database, current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone,
        current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('data_checksums') AS checksums,
        current_setting('listen_addresses') AS listens, current_setting('unix_socket_directories') AS sockets`,
    );
    expect(row).toEqual({
      database: 'numera',
      encoding: 'UTF8',
      zone: 'UTC',
      fsync: 'on',
      commit: 'on',
      checksums: 'on',
      listens: '127.0.0.1',
      sockets: '',
    });
  });

  it('refuses a wrong password', async () => {
    postgres = await startPostgres({ directory: newFolder(), log: silent });
    const url = postgres.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(query({ url }, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps its data from one start to the next', async () => {
    const directory = newFolder();
    const first = await startPostgres({ directory, log: silent });
    await query(first, 'CREATE TABLE kept (n int)');
    await query(first, 'INSERT INTO kept VALUES (7)');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    postgres = await startPostgres({ directory, log: silent });
    expect(await query(postgres, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('ends within 10 s when the process that started it is killed, and starts again at once', async () => {
    const directory = newFolder();
    const { launcher, pid } = await startElsewhere(directory);
    launcher.kill('SIGKILL');
    postgres = await startPostgres({ directory, log: silent });
    expect(await ended(pid, 30_000)).toBe(true);
  });

  it('ends a server that was left without its supervisor', async () => {
    const directory = newFolder();
    const { launcher, pid } = await startElsewhere(directory);
    const { supervisor } = JSON.parse(readFileSync(join(directory, 'server.json'), 'utf8')) as { supervisor: number };
    process.kill(supervisor, 'SIGKILL');
    launcher.kill('SIGKILL');
    postgres = await startPostgres({ directory, log: silent });
    expect(isAlive(pid)).toBe(false);
  });

  it('refuses a second start while the first runs, and says who runs it', async () => {
    const directory = newFolder();
    const { launcher, pid } = await startElsewhere(directory);
    await expect(startPostgres({ directory, log: silent })).rejects.toThrow(`in use by process ${launcher.pid}`);
    launcher.kill('SIGKILL');
    expect(await ended(pid, 30_000)).toBe(true);
  });

  it('starts over when an earlier initialisation was interrupted', async () => {
    const directory = newFolder();
    const draft = join(directory, 'draft-999999999-00000000');
    mkdirSync(join(draft, 'cluster'), { recursive: true });
    writeFileSync(join(draft, 'cluster', 'PG_VERSION'), '17\n');
    postgres = await startPostgres({ directory, log: silent });
    expect(existsSync(draft)).toBe(false);
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says what the server said when it cannot start', async () => {
    const directory = newFolder();
    await (await startPostgres({ directory, log: silent })).stop();
    writeFileSync(join(directory, 'server', 'cluster', 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(startPostgres({ directory, log: silent })).rejects.toThrow('no_such_setting');
  });

  it('puts the cluster into a folder of its own when root starts it where no one else may go', async () => {
    if (process.getuid?.() !== 0) return;
    const hidden = mkdtempSync('/var/tmp/numera-hidden-');
    folders.push(hidden);
    const said: string[] = [];
    postgres = await startPostgres({ directory: join(hidden, 'data'), log: (message) => said.push(message) });
    const place = readFileSync(join(hidden, 'data', 'location'), 'utf8').trim();
    folders.push(place);
    expect(said.join()).toContain(place);
    expect(await query(postgres, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('a lock file that an earlier boot left', () => {
  it('is removed when its process id now belongs to another program', async () => {
    const cluster = newFolder();
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n`);
    await clearLeftover(cluster, cluster, silent);
    expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
  });
});
