import { availableParallelism } from 'node:os';
import { loadConfig } from '@numera/config';
import { openQueues } from '@numera/queue';
import { openObjectStore } from '@numera/storage';
import { announceReady, catchLastResort, createLogger, Shutdown, startHeartbeat } from '@numera/telemetry';
import { RunCheckpoints } from './run-checkpoints';
import { runTraining } from './training-run';

const config = loadConfig();
const logger = createLogger('trainer', config);
catchLastResort(logger);
const shutdown = new Shutdown(logger, config.NUMERA_SHUTDOWN_MS).listen();

async function main(): Promise<void> {
  const storage = await openObjectStore(config);
  const queues = await openQueues(config, logger);
  // Closing tells the running training to stop; its job goes back to the queue.
  shutdown.add('queues', () => queues.close());

  const machine = { mnist: config.MNIST_DIR, threads: availableParallelism(), device: config.NUMERA_DEVICE };
  await queues.startWorkers(
    'training',
    { train: (data, context) => runTraining(data, { queues, storage, machine }, context) },
    {
      async onExhausted({ data: { runId, requestId } }) {
        const error = { code: 'internal', message: 'Training broke down because of a fault of ours.' };
        await queues.enqueue('trained', { runId, requestId, result: { status: 'failed', error } });
        await new RunCheckpoints(storage, runId, (cause) => logger.warn({ err: cause, runId }, 'checkpoint could not be removed')).remove();
      },
    },
  );
  logger.info({ queue: queues.kind }, 'ready');
  startHeartbeat(config);
  announceReady();
}

main().catch((error: unknown) => {
  logger.fatal({ err: error }, 'could not start');
  process.exit(1);
});
