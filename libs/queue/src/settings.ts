import type { QueueName } from '@numera/contracts';

/** How one queue treats its jobs. Times are ms unless the name says otherwise. */
export interface QueueSettings {
  /** Runs of a job before it counts as exhausted. */
  readonly attempts: number;
  /** First wait before a repeat; it doubles each time, less a random part of it (`jitter`), so that repeats do not come in waves. */
  readonly backoffMs: number;
  readonly jitter: number;
  /** Jobs that one process handles at once, unless startWorkers is told otherwise. */
  readonly concurrency: number;
  /** A job whose lock was not renewed for this long is lost; renewal is at half of it. */
  readonly lockMs: number;
  /** How often lost jobs are looked for. */
  readonly stalledCheckMs: number;
  /** How often a job may be lost before it counts as exhausted. */
  readonly maxStalled: number;
  /** Null: a completed job is removed at once. */
  readonly keepCompleted: Keep | null;
  readonly keepFailed: Keep;
}

export interface Keep {
  readonly count: number;
  readonly ageSeconds: number;
}

const DAY = 86_400;

/** Every queue, every setting; a new queue does not compile without its row. */
export const settings: Readonly<Record<QueueName, QueueSettings>> = {
  inference: {
    // Someone is waiting: three tries within about a second, then `internal`.
    attempts: 3,
    backoffMs: 200,
    jitter: 0.5,
    concurrency: 16,
    // A chunk takes milliseconds, so a worker silent for 10 s is dead and its jobs move on before most callers give up.
    lockMs: 10_000,
    stalledCheckMs: 5_000,
    // An image that kills the process (native code) must not do so for ever: after two deaths it is exhausted.
    maxStalled: 2,
    // The gateway's row is the record of what was done. Keeping completed jobs beside it costs PostgreSQL a fifth more time a job,
    // because BullMQ counts them on every completion.
    keepCompleted: null,
    keepFailed: { count: 1_000, ageSeconds: 7 * DAY },
  },
  results: {
    // A result must outlive a database that is away for some minutes: 0.5 s doubling eight times is about four minutes, and the
    // sweeper asks anew for what is lost after that.
    attempts: 10,
    backoffMs: 500,
    jitter: 0.5,
    // More than the gateway has connections to its database would only wait there.
    concurrency: 8,
    lockMs: 15_000,
    stalledCheckMs: 5_000,
    // Losing the gateway mid-write says nothing against the result.
    maxStalled: 10,
    keepCompleted: null,
    keepFailed: { count: 5_000, ageSeconds: 7 * DAY },
  },
  training: {
    // Unexpected errors repeat once: a run costs minutes to hours of CPU.
    attempts: 2,
    backoffMs: 10_000,
    jitter: 0.2,
    // One run has every core of its own.
    concurrency: 1,
    // The child trains and the main thread only renews, but a machine out of memory may swap for a while.
    lockMs: 60_000,
    stalledCheckMs: 15_000,
    // Deployments and restarts lose the trainer; the run begins again each time.
    maxStalled: 5,
    keepCompleted: { count: 100, ageSeconds: 30 * DAY },
    keepFailed: { count: 100, ageSeconds: 30 * DAY },
  },
};
