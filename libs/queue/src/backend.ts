import type { Processor, Queue, QueueOptions, Worker, WorkerOptions } from 'bullmq';

type AnyQueueOptions = Omit<QueueOptions, 'connection'>;
type AnyWorkerOptions = Omit<WorkerOptions, 'connection'>;

/** What this library uses of BullMQ's Queue and Worker; both backends give it. */
export type QueueHandle = Pick<
  Queue,
  'add' | 'addBulk' | 'getJobState' | 'getJobCounts' | 'getWorkersCount' | 'getFailed' | 'getVersion' | 'waitUntilReady' | 'close'
> & { on(event: 'error', listener: (error: Error) => void): unknown };
export type WorkerHandle = Pick<Worker, 'waitUntilReady' | 'run' | 'close'> & {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'failed', listener: Parameters<typeof Worker.prototype.on<'failed'>>[1]): unknown;
  on(event: 'stalled', listener: (jobId: string) => void): unknown;
};

/** Redis or PostgreSQL: where the queues' jobs are kept. */
export interface Backend {
  readonly kind: 'redis' | 'postgres';
  /** Refuses, with a QueueSetupError, a server that could lose jobs or was never migrated. */
  check(): Promise<void>;
  queue(name: string, options: AnyQueueOptions): QueueHandle;
  worker(name: string, processor: Processor<unknown, void>, options: AnyWorkerOptions): WorkerHandle;
}
