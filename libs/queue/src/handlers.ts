import { jobs, type JobData, type JobName, type JobsOf, type QueueName } from '@numera/contracts';
import type { Logger } from '@numera/telemetry';
import { QueueSetupError } from './errors';

/** What a handler knows of the job beside its data. */
export interface JobContext {
  readonly jobId: string;
  /** 1 at the first run. */
  readonly attempt: number;
  /** Carries the job's id, its name and the id of the request that caused it. */
  readonly logger: Logger;
  /** Aborts when this process begins to stop; long handlers then throw Postponed. */
  readonly signal: AbortSignal;
}

export type Handler<N extends JobName> = (data: JobData<N>, context: JobContext) => Promise<void>;

/** One handler per job of the queue: a job without a handler does not compile. */
export type Handlers<Q extends QueueName> = { readonly [N in JobsOf<Q>]: Handler<N> };

/** The names of a queue's jobs. */
export function jobsOf(queue: QueueName): JobName[] {
  return (Object.keys(jobs) as JobName[]).filter((name) => jobs[name].queue === queue);
}

/** Puts the handlers of several features together; throws QueueSetupError where two of them want one job or none wants it. */
export function mergeHandlers<Q extends QueueName>(queue: Q, parts: readonly Partial<Handlers<Q>>[]): Handlers<Q> {
  const merged: Partial<Handlers<Q>> = {};
  for (const part of parts) {
    for (const name of Object.keys(part)) {
      if (name in merged) throw new QueueSetupError(`Two handlers for job ${name} of queue ${queue}.`);
    }
    Object.assign(merged, part);
  }
  assertComplete(queue, merged);
  return merged;
}

/** Refuses a set of handlers that misses a job of the queue or has one that the queue does not know. */
export function assertComplete<Q extends QueueName>(queue: Q, handlers: Partial<Handlers<Q>>): asserts handlers is Handlers<Q> {
  const given: Readonly<Record<string, unknown>> = handlers;
  const expected: readonly string[] = jobsOf(queue);
  for (const name of expected) {
    if (typeof given[name] !== 'function') throw new QueueSetupError(`No handler for job ${name} of queue ${queue}.`);
  }
  for (const name of Object.keys(given)) {
    if (!expected.includes(name)) throw new QueueSetupError(`Queue ${queue} has no job ${name}.`);
  }
}
