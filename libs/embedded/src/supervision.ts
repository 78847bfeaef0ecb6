import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Account } from './account';
import { EmbeddedPostgresError } from './errors';

/** What the supervisor is to run. */
export interface ToSupervisor {
  readonly postgres: string;
  readonly pgCtl: string;
  readonly args: readonly string[];
  readonly cluster: string;
  readonly log: string;
  readonly account: Account | undefined;
}

/** What it reports. */
export type FromSupervisor =
  | { readonly type: 'spawned'; readonly pid: number }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'ended'; readonly reason: string };

/** A server that runs under a supervisor. */
export interface Supervised {
  readonly supervisorPid: number;
  readonly serverPid: number;
  /** Resolves when the server has ended, wanted or not, with the reason. */
  readonly ended: Promise<string>;
  /** Keeps this process from staying alive for the server's sake alone. */
  unref(): void;
  /** Fast shutdown; resolves when the server has ended. */
  stop(): Promise<void>;
}

/** Starts a supervisor, which starts the server; resolves when that process exists, not yet ready. */
export function supervise(order: ToSupervisor): Promise<Supervised> {
  const supervisor = fork(supervisorFile(), [], { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: [] });
  return new Promise((resolve, reject) => {
    supervisor.once('error', reject);
    supervisor.once('message', (report: FromSupervisor) => {
      if (report.type === 'spawned') resolve(supervised(supervisor, report.pid));
      else
        reject(new EmbeddedPostgresError(`PostgreSQL could not be started: ${report.type === 'failed' ? report.message : report.reason}`));
    });
    supervisor.once('exit', (code) => reject(new EmbeddedPostgresError(`PostgreSQL's supervisor ended with code ${code}`)));
    supervisor.send(order);
  });
}

function supervised(supervisor: ChildProcess, serverPid: number): Supervised {
  const ended = new Promise<string>((resolve) => {
    let reason = 'its supervisor ended';
    supervisor.on('message', (report: FromSupervisor) => {
      if (report.type === 'ended') reason = report.reason;
    });
    supervisor.once('exit', () => resolve(reason));
  });
  return {
    supervisorPid: supervisor.pid ?? 0,
    serverPid,
    ended,
    unref: () => {
      supervisor.unref();
      supervisor.channel?.unref();
    },
    stop: async () => {
      supervisor.ref();
      if (supervisor.connected) supervisor.disconnect();
      await ended;
    },
  };
}

/** The built file, also when this one runs from source under a test. */
function supervisorFile(): string {
  return join(__dirname, '..', 'dist', 'supervisor.js');
}
