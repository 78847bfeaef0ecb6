import { availableParallelism } from 'node:os';
import { loadConfig } from '@numera/config';
import { openQueues } from '@numera/queue';
import { openLineModel, readModelFolder } from '@numera/recognition';
import { openObjectStore } from '@numera/storage';
import { announceReady, catchLastResort, createLogger, Shutdown, startHeartbeat } from '@numera/telemetry';
import { fetchModel, loadModel, Models } from './models';
import { failedFor, Recogniser } from './recogniser';
import { writeShownCopy } from './shown-copy';
import { Slots } from './slots';
import { soundOutcomes } from './sound-outcomes';
import { warmUp } from './warm-up';

const config = loadConfig();
const logger = createLogger('inference-worker', config);
catchLastResort(logger);
const shutdown = new Shutdown(logger, config.NUMERA_SHUTDOWN_MS).listen();

async function main(): Promise<void> {
  const session = {
    device: config.NUMERA_DEVICE,
    threads: config.NUMERA_THREADS,
    onFallback: (line: string) => logger.warn(line),
  };
  const batching = { maxBatch: config.NUMERA_BATCH, maxWaitMs: config.NUMERA_BATCH_WAIT_MS };
  const storage = await openObjectStore(config);
  const shipped = await loadModel(await readModelFolder(config.NUMERA_MODEL), session, batching);
  const lineModel = await openLineModel(await readModelFolder(config.NUMERA_LINE_MODEL), config.NUMERA_THREADS);
  await warmUp(shipped, lineModel);
  const models = new Models(async (wanted) => loadModel(await fetchModel(storage, wanted), session, batching));
  models.adopt(shipped);

  const slots = new Slots(Math.max(2, availableParallelism()));
  const recogniser = new Recogniser(storage, slots, lineModel);
  const queues = await openQueues(config, logger);
  // The order of the end: nothing waits for company, running jobs finish and hand on their results, then the sessions go.
  shutdown
    .add('batches', () => models.hurry())
    .add('queues', () => queues.close())
    .add('models', async () => {
      await models.close();
      await lineModel.close();
    });

  await queues.startWorkers(
    'inference',
    {
      async recognise({ requestId, model, objects, items }, { logger: log }) {
        const read = await models.use({ model, objects }, (loaded) => recogniser.recognise(items, loaded));
        const outcomes = soundOutcomes(read, (predictionId, err) =>
          log.error({ predictionId, err }, 'a reading is not as the contract says'),
        );
        await queues.enqueue('recognised', { requestId, model, outcomes });
        const requestIds = items.map((item) => item.requestId);
        log.info(
          { model, items: items.length, requestIds, failed: outcomes.filter(({ status }) => status === 'failed').length },
          'recognised',
        );
      },
      async show(job) {
        // Encoding takes as much memory as decoding, so it waits for the same slots.
        const result = await slots.run(() => writeShownCopy(job, storage));
        await queues.enqueue('shown', { requestId: job.requestId, ...result });
      },
    },
    {
      concurrency: config.NUMERA_CONCURRENCY,
      async onExhausted({ name, data }) {
        // Nothing is lost with a copy that was not made: whoever asks again has it tried again.
        if (name !== 'recognise') return;
        await queues.enqueue('recognised', { requestId: data.requestId, model: data.model, outcomes: failedFor(data) });
      },
    },
  );
  logger.info({ model: shipped.card.version, lineModel: lineModel.card.version, queue: queues.kind }, 'ready');
  startHeartbeat(config);
  announceReady({ model: shipped.card.version });
}

main().catch((error: unknown) => {
  logger.fatal({ err: error }, 'could not start');
  process.exit(1);
});
