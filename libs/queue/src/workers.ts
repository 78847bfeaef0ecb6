import { jobs, type JobData, type JobName, type JobsOf, type QueueName } from '@numera/contracts';
import type { Logger } from '@numera/telemetry';
import { UnrecoverableError, WaitingError, type Job } from 'bullmq';
import type { Backend, WorkerHandle } from './backend';
import { BadInput, Postponed } from './errors';
import type { Handler, JobContext } from './handlers';
import { quietly } from './noise';
import { settings } from './settings';

/** A job whose last attempt failed, or that was lost too often. It stays in the failed set, the dead-letter list. */
export type Exhausted<Q extends QueueName> = { readonly [N in JobsOf<Q>]: { readonly name: N; readonly data: JobData<N> } }[JobsOf<Q>] & {
  readonly jobId: string;
  readonly error: Error;
};

export interface WorkersOptions<Q extends QueueName> {
  /** Jobs handled at once; default: the queue's setting. */
  readonly concurrency?: number;
  /** Called once for every job that failed for good, whatever the reason; not for one whose payload does not parse. */
  readonly onExhausted?: (exhausted: Exhausted<Q>) => Promise<void>;
}

/** WorkersOptions of any queue. */
interface ErasedOptions {
  readonly concurrency?: number;
  readonly onExhausted?: (exhausted: never) => Promise<void>;
}

/** Handles the jobs of one queue in this process. */
export class Workers {
  private readonly worker: WorkerHandle;
  private readonly stopping = new AbortController();
  private closing: Promise<void> | undefined;
  /** Calls of onExhausted that are still running. */
  private readonly reports = new Set<Promise<void>>();

  constructor(
    backend: Backend,
    fullName: string,
    private readonly queue: QueueName,
    private readonly handlers: Readonly<Record<string, Handler<never>>>,
    private readonly options: ErasedOptions,
    private readonly logger: Logger,
  ) {
    const { concurrency, lockMs, stalledCheckMs, maxStalled } = settings[queue];
    this.worker = backend.worker(fullName, (job, token) => this.handle(job, token), {
      autorun: false,
      concurrency: options.concurrency ?? concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledCheckMs,
      maxStalledCount: maxStalled,
      // Seconds. New jobs wake the worker at once; this is how long a lost wake-up may cost.
      drainDelay: 2,
      // How soon a worker looks again for a server that is away; BullMQ's 15 s would outlast every waiting caller.
      runRetryDelay: 1_000,
    });
    this.worker.on('error', quietly(logger, `workers of ${queue}`));
    this.worker.on('stalled', (jobId) => logger.warn({ jobId, queue }, 'job was lost by its worker and runs again'));
    this.worker.on('failed', (job, error) => this.noteFailure(job, error));
  }

  /** Resolves when jobs are being taken. */
  async start(): Promise<void> {
    await this.worker.waitUntilReady();
    this.worker.run().catch((error: unknown) => this.logger.error({ err: error, queue: this.queue }, 'workers ended'));
  }

  /** Takes no more jobs, tells the handlers so, and waits until those that run are done and reported. */
  close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  private async stop(): Promise<void> {
    this.stopping.abort();
    await this.worker.close();
    await Promise.all(this.reports);
  }

  private async handle(job: Job<unknown, void>, token: string | undefined): Promise<void> {
    const handler = this.handlers[job.name];
    if (!handler || !isJobName(job.name)) throw new UnrecoverableError(`Nobody handles jobs named ${job.name}.`);
    const parsed = jobs[job.name].data.safeParse(job.data);
    if (!parsed.success) throw new UnrecoverableError(`The payload does not parse: ${parsed.error.message}`);
    try {
      // The catalogue and the handlers are keyed by the same name, which the type system can not follow through a lookup.
      await handler(parsed.data as never, this.contextOf(job, parsed.data.requestId));
    } catch (error) {
      if (error instanceof BadInput) throw unrecoverable(error);
      if (error instanceof Postponed) {
        await job.moveToWait(token);
        throw new WaitingError(error.message);
      }
      throw error;
    }
  }

  private contextOf(job: Job<unknown, void>, requestId: string | undefined): JobContext {
    const jobId = job.id ?? '';
    return {
      jobId,
      attempt: job.attemptsMade + 1,
      logger: this.logger.child({ jobId, job: job.name, requestId }),
      signal: this.stopping.signal,
    };
  }

  private noteFailure(job: Job<unknown, void> | undefined, error: Error): void {
    if (!job) {
      this.logger.error({ err: error, queue: this.queue }, 'a job was lost too often');
      return;
    }
    const about = { err: error, jobId: job.id, job: job.name, attempt: job.attemptsMade };
    // BullMQ sets the time of finishing only when it will not try again.
    if (job.finishedOn === undefined) {
      this.logger.warn(about, 'job failed and will be tried again');
      return;
    }
    this.logger.error(about, 'job failed for good');
    const report = this.report(job, error).finally(() => this.reports.delete(report));
    this.reports.add(report);
  }

  private async report(job: Job<unknown, void>, error: Error): Promise<void> {
    const { onExhausted } = this.options;
    if (!onExhausted || !isJobName(job.name)) return;
    const parsed = jobs[job.name].data.safeParse(job.data);
    if (!parsed.success) return;
    try {
      await onExhausted({ name: job.name, data: parsed.data, jobId: job.id ?? '', error } as never);
    } catch (failure) {
      this.logger.error({ err: failure, jobId: job.id }, 'a job that failed for good could not be reported');
    }
  }
}

function isJobName(name: string): name is JobName {
  return Object.hasOwn(jobs, name);
}

function unrecoverable(error: BadInput): UnrecoverableError {
  const final = new UnrecoverableError(error.message);
  final.cause = error;
  return final;
}
