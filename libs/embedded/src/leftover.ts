import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors';
import { isAlive } from './processes';

/** Who started the server that runs, or ran last; kept beside the cluster. */
export interface ServerRecord {
  readonly launcher: number;
  readonly supervisor: number;
}

/** A supervisor whose launcher died needs at most 8 s for an orderly end; see supervisor.ts. */
const ORDERLY_MS = 10_000;
const POLL_MS = 50;
/** A killed process is seen alive until the kernel has taken it down, longer on a busy machine. */
const DYING_MS = 1_000;

export const recordFile = (base: string): string => join(base, 'server.json');

/**
 * Makes way for a new server on `cluster`: waits for one that is ending, ends one that was left without a supervisor, and removes
 * a lock file that names another program's process. Throws EmbeddedPostgresError when someone is using the cluster.
 */
export async function clearLeftover(base: string, cluster: string, log: (message: string) => void): Promise<void> {
  const pid = lockPid(cluster);
  if (pid === undefined || !isAlive(pid)) return;
  if (!isServerOf(pid, cluster)) {
    // PostgreSQL refuses to start while the process named there lives, whatever that process is.
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  const record = readRecord(base);
  const isSupervised = (): boolean => record !== undefined && isAlive(record.supervisor);
  if (record && (await isInUse(record))) {
    throw new EmbeddedPostgresError(
      `the database in ${base} is in use by process ${record.launcher}; stop that one first, or set NUMERA_DATA to another folder`,
    );
  }
  log(`an earlier PostgreSQL (process ${pid}) is still ending …`);
  if (await hasEnded(pid, ORDERLY_MS, isSupervised)) return;
  signal(pid, 'SIGQUIT');
  if (await hasEnded(pid, ORDERLY_MS, isSupervised)) return;
  throw new EmbeddedPostgresError(`an earlier PostgreSQL (process ${pid}) does not end; end it by hand`);
}

/** Whether the one who started the server still runs; one that was just killed may take a moment to go. */
async function isInUse({ launcher, supervisor }: ServerRecord): Promise<boolean> {
  for (let waitedMs = 0; isAlive(launcher) && isAlive(supervisor); waitedMs += POLL_MS) {
    if (waitedMs >= DYING_MS) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** The process id in the cluster's lock file, if there is one. */
export function lockPid(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  return pid > 0 ? pid : undefined;
}

function readRecord(base: string): ServerRecord | undefined {
  const file = recordFile(base);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ServerRecord) : undefined;
}

/** Process ids are used again after a restart of the machine, so a living one is not yet our server. */
function isServerOf(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      return false;
    }
  }
  // Elsewhere there is no telling cheaply; PostgreSQL's own check then decides.
  if (process.platform === 'win32') return false;
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
}

/** Waits for the end of `pid`, and asks for it as soon as there is no supervisor that does. */
async function hasEnded(pid: number, withinMs: number, isSupervised: () => boolean): Promise<boolean> {
  let isAsked = false;
  for (let waitedMs = 0; waitedMs < withinMs; waitedMs += POLL_MS) {
    if (!isAlive(pid)) return true;
    if (!isAsked && !isSupervised()) {
      signal(pid, 'SIGINT');
      isAsked = true;
    }
    await sleep(POLL_MS);
  }
  return false;
}

/** It may end between our look and our signal. */
function signal(pid: number, name: NodeJS.Signals): void {
  if (isAlive(pid)) process.kill(pid, name);
}
