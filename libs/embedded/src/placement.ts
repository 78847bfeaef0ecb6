import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { canReach, mayRead, serverAccount, type Account } from './account';
import { binariesIn, type Binaries } from './binaries';
import { EmbeddedPostgresError } from './errors';

/** Where a server's files lie and who runs it. */
export interface Placement {
  /** Holds `server/` (cluster and password), the log and the supervisor's record. */
  readonly base: string;
  readonly binaries: Binaries;
  /** Undefined: the server runs as this process does. */
  readonly account: Account | undefined;
}

/** Kept by the system between boots, unlike the temporary folders; the second where there is no first. */
const HOMES = ['/var/lib', '/var/tmp'];
/** In the data directory, names the folder that its cluster was put into. */
const POINTER = 'location';

/**
 * Decides where the cluster of `directory` lies. That is `directory` itself, unless we are root and the unprivileged account
 * that PostgreSQL then runs under cannot reach it or the programs: then both go to a folder of their own, told to `log`.
 */
export function place(directory: string, packaged: Binaries, log: (message: string) => void): Placement {
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const pointer = join(directory, POINTER);
  const elsewhere = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined;
  const account = serverAccount(join(elsewhere ?? directory, 'server', 'cluster'));
  if (!account) {
    if (elsewhere) throw new EmbeddedPostgresError(`the database of ${directory} was made by root and lies in ${elsewhere}; start as root`);
    return { base: directory, binaries: packaged, account };
  }
  const base = elsewhere && existsSync(elsewhere) ? elsewhere : canReach(account, directory) ? directory : ownFolder(directory);
  if (base !== directory && existsSync(join(directory, 'server'))) {
    throw new EmbeddedPostgresError(
      `uid ${account.uid}, which the database in ${directory} belongs to, may no longer enter that folder; give it the permission (chmod a+x) on it and the folders above`,
    );
  }
  const binaries = isRunnable(account, packaged) ? packaged : copyOf(packaged, base === directory ? ownFolder(directory) : base);
  if (base !== directory) writeFileSync(pointer, `${base}\n`);
  if (base !== directory || binaries !== packaged) {
    log(
      `PostgreSQL runs as uid ${account.uid}, which cannot reach ${directory}; its files are in ${base === directory ? binaries.home : base}`,
    );
  }
  return { base, binaries, account };
}

/** A folder outside of everyone's home, named after `directory`; what an earlier, deleted `directory` left there is moved aside. */
function ownFolder(directory: string): string {
  const home = HOMES.find((path) => existsSync(path)) ?? '/';
  const name = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 12);
  const folder = join(home, `numera-${name}`);
  if (existsSync(join(folder, 'server')) && !existsSync(join(directory, POINTER))) {
    renameSync(join(folder, 'server'), join(folder, `server.before-${Date.now()}`));
  }
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  return folder;
}

/** Looks at one file of each kind: the package is installed with one set of permissions throughout. */
function isRunnable(account: Account, { home, postgres }: Binaries): boolean {
  return (
    canReach(account, join(home, 'bin')) &&
    mayRead(account, statSync(postgres), 0o5) &&
    mayRead(account, statSync(join(home, 'share', 'postgresql')), 0o5)
  );
}

/** Copies the programs once per version into `folder`; the copy appears whole or not at all. */
function copyOf(packaged: Binaries, folder: string): Binaries {
  const version = createHash('sha256')
    .update(String(statSync(packaged.postgres).size))
    .update(packaged.home)
    .digest('hex')
    .slice(0, 8);
  const home = join(folder, `programs-${version}`);
  if (!existsSync(home)) {
    const draft = `${home}.${randomBytes(4).toString('hex')}`;
    cpSync(packaged.home, draft, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith('.a') });
    makeReadable(draft);
    try {
      renameSync(draft, home);
    } catch {
      // Another start was faster; its copy is as good.
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return binariesIn(home);
}

/** Lets every user read what a strict umask may have kept to root. */
function makeReadable(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, entry.mode | (entry.isDirectory() || entry.mode & 0o100 ? 0o555 : 0o444));
  if (entry.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name));
}
