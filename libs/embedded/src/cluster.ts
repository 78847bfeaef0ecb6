import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors';
import { isAlive } from './processes';
import type { Placement } from './placement';
import { runProgram } from './programs';

/** An initialised database cluster. */
export interface Cluster {
  /** PGDATA. */
  readonly path: string;
  /** Of the superuser `postgres`. */
  readonly password: string;
}

export const SUPERUSER = 'postgres';
export const DATABASE = 'numera';

/**
 * The cluster of `placement`, made when there is none. It is made under another name and renamed with its password, so that
 * one that was interrupted leaves nothing but a folder that the next start removes.
 */
export async function openCluster(placement: Placement, log: (message: string) => void): Promise<Cluster> {
  const server = join(placement.base, 'server');
  if (!existsSync(server)) {
    log('making the database (only the first time) …');
    await makeServer(placement, server);
  }
  const path = join(server, 'cluster');
  const us = process.getuid?.();
  if (us !== undefined && us !== 0 && statSync(path).uid !== us) {
    throw new EmbeddedPostgresError(
      `the database in ${path} belongs to user ${statSync(path).uid}; start as that user or as root, or set NUMERA_DATA`,
    );
  }
  return { path, password: readFileSync(join(server, 'password'), 'utf8') };
}

async function makeServer(placement: Placement, server: string): Promise<void> {
  removeDrafts(placement.base);
  const draft = join(placement.base, `draft-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(draft, { mode: 0o755 });
  const cluster = join(draft, 'cluster');
  mkdirSync(cluster, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(draft, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  give(placement, cluster);
  give(placement, passwordFile);
  await initialise(placement, cluster, passwordFile);
  if (placement.account) chownSync(passwordFile, 0, 0);
  try {
    renameSync(draft, server);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(server)) throw error;
  }
}

/** The database is created by the server program on its own, without listening, while no one can know the cluster yet. */
async function initialise({ binaries, account }: Placement, cluster: string, passwordFile: string): Promise<void> {
  const as = { account, cwd: cluster };
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  await runProgram(binaries.initdb, ['-D', cluster, ...locale, ...access, '--data-checksums', '--no-instructions'], as);
  await runProgram(binaries.postgres, ['--single', '-D', cluster, 'postgres'], { ...as, input: `CREATE DATABASE ${DATABASE}\n` });
}

function give({ account }: Placement, path: string): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Removes drafts whose maker is gone; that of a start going on beside us stays. */
function removeDrafts(base: string): void {
  for (const name of readdirSync(base)) {
    const pid = /^draft-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) rmSync(join(base, name), { recursive: true, force: true });
  }
}
