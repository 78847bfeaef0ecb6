// A process of its own beside every server: PostgreSQL outlives a killed parent, this one notices and ends it. Its only tie to
// the launcher is the channel; when that closes, whatever the reason, the server is shut down.
import { execFile, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { programEnvironment } from './programs';
import type { FromSupervisor, ToSupervisor } from './supervision';

/** Fast shutdown writes a checkpoint; if that hangs, an immediate one (recovery at the next start), then the kernel's. */
const IMMEDIATE_AFTER_MS = 6_000;
const KILL_AFTER_MS = 8_000;

// Ctrl-C reaches every process of a terminal's group; only the launcher decides when the database stops.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.once('message', (message: ToSupervisor) => {
  const log = openSync(message.log, 'a', 0o600);
  const server = spawn(message.postgres, message.args, {
    cwd: message.cluster,
    env: programEnvironment(),
    stdio: ['ignore', log, log],
    windowsHide: true,
    // A group of its own: see SIGINT above.
    detached: true,
    ...message.account,
  });
  const tell = (report: FromSupervisor, then: () => void = () => undefined): void => {
    if (process.connected) process.send?.(report, then);
    else then();
  };
  server.on('error', (error) => {
    tell({ type: 'failed', message: error.message }, () => process.exit(1));
  });
  server.on('spawn', () => tell({ type: 'spawned', pid: server.pid ?? 0 }));
  server.on('exit', (code, signal) => {
    tell({ type: 'ended', reason: signal ?? `code ${code}` }, () => process.exit(code === 0 ? 0 : 1));
  });
  process.once('disconnect', () => {
    if (process.platform === 'win32') execFile(message.pgCtl, ['stop', '-m', 'fast', '-D', message.cluster]);
    else server.kill('SIGINT');
    setTimeout(() => server.kill('SIGQUIT'), IMMEDIATE_AFTER_MS).unref();
    setTimeout(() => server.kill('SIGKILL'), KILL_AFTER_MS).unref();
  });
});
process.once('disconnect', () => {
  // The launcher may go before it has said what to start.
  if (process.listenerCount('message') > 0) process.exit(0);
});
