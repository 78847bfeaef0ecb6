import type { Logger } from './logger';

type Stop = () => Promise<void> | void;

/** What of a process the shutdown touches; a test gives its own. */
export interface Host {
  /** False once the launcher's channel has closed; undefined when there never was one. */
  readonly connected?: boolean;
  on(event: string, listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * Ordered end of a process. Steps run one after the other in the order in which they were added; SIGTERM, SIGINT and the
 * loss of the launcher (its IPC channel closes) begin it. Exit code 0, or 1 when the limit passed first.
 */
export class Shutdown {
  private readonly steps: { name: string; stop: Stop }[] = [];
  private running: Promise<void> | undefined;

  constructor(
    private readonly logger: Logger,
    private readonly limitMs: number,
    private readonly host: Host = process,
  ) {}

  /** Adds the next step; every step runs even when one before it has failed. */
  add(name: string, stop: Stop): this {
    this.steps.push({ name, stop });
    return this;
  }

  /** Has the host's signals begin the end. */
  listen(): this {
    for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) {
      this.host.on(event, () => void this.begin(event));
    }
    // The launcher may have died while this process was still loading, before anyone listened.
    if (this.host.connected === false) void this.begin('disconnect');
    return this;
  }

  /** True from the moment the end has begun. */
  get isStopping(): boolean {
    return this.running !== undefined;
  }

  /** Runs the steps and exits; a second call waits for the first and starts nothing. */
  begin(reason: string): Promise<void> {
    this.running ??= this.run(reason);
    return this.running;
  }

  private async run(reason: string): Promise<void> {
    this.logger.info({ reason }, 'stopping');
    let at = 'nothing';
    const timer = setTimeout(() => {
      this.logger.error({ step: at, limitMs: this.limitMs }, 'the limit for stopping has passed');
      this.host.exit(1);
    }, this.limitMs);
    let failed = false;
    for (const { name, stop } of this.steps) {
      at = name;
      try {
        await stop();
      } catch (error) {
        failed = true;
        this.logger.error({ err: error, step: name }, 'a step of stopping failed');
      }
    }
    clearTimeout(timer);
    this.logger.info('stopped');
    this.host.exit(failed ? 1 : 0);
  }
}
