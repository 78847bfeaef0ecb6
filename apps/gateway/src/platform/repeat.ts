import type { Logger } from '@numera/telemetry';

/** Runs a task again and again, `everyMs` after it last ended; a failure is logged and the next run comes all the same. */
export class Repeat {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly name: string,
    private readonly everyMs: number,
    private readonly task: () => Promise<unknown>,
    private readonly logger: Logger,
  ) {
    this.schedule();
  }

  /** Lets a run in progress end and starts no other. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run();
    }, this.everyMs);
    this.timer.unref();
  }

  private async run(): Promise<void> {
    try {
      await this.task();
    } catch (error) {
      this.logger.error({ err: error, task: this.name }, 'a repeated task failed');
    }
    this.schedule();
  }
}
