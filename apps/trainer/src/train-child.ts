// The process that learns, in a thread, so that this one always has time to notice that the trainer is gone.
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { TrainingNews } from './order';

// The trainer ends this process when it has its answer; this is for when the trainer itself has died.
process.on('disconnect', () => process.exit());
process.once('message', (order) => {
  const thread = new Worker(join(__dirname, 'train-thread.js'), { workerData: order });
  thread.on('message', (news: TrainingNews) => process.send?.(news));
  thread.on('error', (error) => process.send?.({ type: 'broken', message: error.stack ?? error.message } satisfies TrainingNews));
});
