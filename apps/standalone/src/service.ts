import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { isReadyMessage, type ReadyMessage } from '@numera/telemetry';
import { Backoff } from './backoff';
import { ROOT, type ServiceDefinition } from './services';

/** A service that ends so often before it was ever ready will not come up by itself. */
const BOOT_ATTEMPTS = 3;

export interface ServiceEvents {
  /** A line that the service printed. */
  readonly onLine: (line: string) => void;
  /** Every time it is ready: after a crash again. */
  readonly onReady: (message: ReadyMessage) => void;
  /** It ended unasked and is started again after a pause. */
  readonly onCrash: (reason: string, pauseMs: number) => void;
  /** It has never been ready and keeps ending; it is still started again. */
  readonly onBootFailure: (reason: string) => void;
}

/** One service as a child process in a process group of its own, started again when it crashes. */
export class Service {
  private child: ChildProcess | undefined;
  private restart: NodeJS.Timeout | undefined;
  private readonly backoff = new Backoff();
  private isStopping = false;
  private hasBeenReady = false;
  private failedBoots = 0;

  constructor(
    readonly definition: ServiceDefinition,
    private readonly env: NodeJS.ProcessEnv,
    private readonly events: ServiceEvents,
    private readonly root: string = ROOT,
  ) {}

  start(): void {
    const startedAt = performance.now();
    const child = spawn(process.execPath, ['--enable-source-maps', this.definition.entry], {
      cwd: this.root,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      windowsHide: true,
      // A group of its own, so that Ctrl-C in a terminal reaches the launcher alone. On Windows that would open a console.
      detached: process.platform !== 'win32',
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', this.events.onLine);
    child.on('message', (message) => {
      if (!isReadyMessage(message)) return;
      this.hasBeenReady = true;
      this.events.onReady(message);
    });
    child.on('error', (error) => this.events.onLine(error.message));
    child.on('exit', (code, signal) => this.ended(signal ?? `code ${code}`, performance.now() - startedAt));
  }

  /** Asks the service to end and waits for it; after `withinMs` its whole process group is killed. */
  async stop(withinMs: number): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.restart);
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const end = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    // Windows knows no SIGTERM; there the closed channel tells the service.
    if (process.platform === 'win32') child.disconnect();
    else child.kill('SIGTERM');
    const limit = setTimeout(() => this.kill(), withinMs);
    await end;
    clearTimeout(limit);
  }

  /** Kills the process and what it has started. */
  kill(): void {
    this.isStopping = true;
    clearTimeout(this.restart);
    const pid = this.child?.pid;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.child?.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // The group has ended by itself.
    }
  }

  private ended(reason: string, ranMs: number): void {
    if (this.isStopping) return;
    const pauseMs = this.backoff.next(ranMs);
    this.events.onCrash(reason, pauseMs);
    this.restart = setTimeout(() => this.start(), pauseMs);
    if (this.hasBeenReady) return;
    this.failedBoots += 1;
    if (this.failedBoots === BOOT_ATTEMPTS) this.events.onBootFailure(reason);
  }
}
