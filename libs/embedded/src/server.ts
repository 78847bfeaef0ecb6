import { existsSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packagedBinaries } from './binaries';
import { DATABASE, openCluster, SUPERUSER, type Cluster } from './cluster';
import { EmbeddedPostgresError } from './errors';
import { clearLeftover, lockPid, recordFile, type ServerRecord } from './leftover';
import { place, type Placement } from './placement';
import { freePort } from './ports';
import { serverArguments } from './settings';
import { supervise, type Supervised } from './supervision';

export interface StartPostgresOptions {
  /** Folder that keeps the database from one start to the next; made when it is not there. */
  readonly directory: string;
  /** Told what a user should know: the first initialisation, files kept elsewhere, an earlier server still ending. */
  readonly log: (message: string) => void;
  /** To be tried first; default: any free one. */
  readonly port?: number;
}

/** A running PostgreSQL server that ends when this process does. */
export interface EmbeddedPostgres {
  /** Connection string of the superuser `postgres` to the database `numera`. */
  readonly url: string;
  readonly port: number;
  /** Process id of the server. */
  readonly pid: number;
  /** Resolves when the server has ended, asked to or not, with the reason. */
  readonly ended: Promise<string>;
  /** Shuts the server down and waits for its end. */
  stop(): Promise<void>;
}

const PORT_ATTEMPTS = 5;
const READY_WITHIN_MS = 60_000;
const POLL_MS = 10;
const MAX_LOG_BYTES = 5_000_000;

/** Starts the PostgreSQL server of `directory` on a free port of 127.0.0.1; throws EmbeddedPostgresError. */
export async function startPostgres({ directory, log, port: wanted }: StartPostgresOptions): Promise<EmbeddedPostgres> {
  const placement = place(resolve(directory), packagedBinaries(), log);
  const cluster = await openCluster(placement, log);
  await clearLeftover(placement.base, realpathSync(cluster.path), log);
  const logFile = join(placement.base, 'postgres.log');
  if (existsSync(logFile) && statSync(logFile).size > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.1`);
  for (let attempt = 1; ; attempt++) {
    const port = attempt === 1 && wanted !== undefined ? wanted : await freePort();
    const logStart = existsSync(logFile) ? statSync(logFile).size : 0;
    const server = await supervise(orderFor(placement, cluster, port, logFile));
    const failure = await untilReady(server, cluster.path);
    if (failure === undefined) {
      const record: ServerRecord = { launcher: process.pid, supervisor: server.supervisorPid };
      writeFileSync(recordFile(placement.base), JSON.stringify(record));
      server.unref();
      return running(server, cluster, port);
    }
    await server.stop();
    const said = readFileSync(logFile, 'utf8').slice(logStart).trim();
    // The port was free when we looked; whoever took it since keeps it.
    if (attempt < PORT_ATTEMPTS && said.includes('could not bind')) continue;
    throw new EmbeddedPostgresError(`PostgreSQL did not start (${failure}); ${logFile} says: ${said.slice(-2000) || 'nothing'}`);
  }
}

function orderFor({ binaries, account }: Placement, cluster: Cluster, port: number, log: string): Parameters<typeof supervise>[0] {
  const { postgres, pgCtl } = binaries;
  return { postgres, pgCtl, args: serverArguments(cluster.path, port), cluster: cluster.path, log, account };
}

/** Waits until the server says "ready" in its lock file, as pg_ctl does; returns why it will not be. */
async function untilReady(server: Supervised, cluster: string): Promise<string | undefined> {
  let endedBecause: string | undefined;
  void server.ended.then((reason) => (endedBecause = reason));
  for (let waitedMs = 0; waitedMs < READY_WITHIN_MS; waitedMs += POLL_MS) {
    if (endedBecause !== undefined) return endedBecause;
    if (lockPid(cluster) === server.serverPid && readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready') {
      return undefined;
    }
    await sleep(POLL_MS);
  }
  return `not ready within ${READY_WITHIN_MS / 1000} s`;
}

function running(server: Supervised, cluster: Cluster, port: number): EmbeddedPostgres {
  return {
    url: `postgresql://${SUPERUSER}:${cluster.password}@127.0.0.1:${port}/${DATABASE}`,
    port,
    pid: server.serverPid,
    ended: server.ended,
    stop: () => server.stop(),
  };
}
