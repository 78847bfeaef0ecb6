import type { JobData } from '@numera/contracts';
import type { JobContext, Queues } from '@numera/queue';
import { newObjectKey, type ObjectStore } from '@numera/storage';
import type { TrainingOrder } from './order';
import { RunCheckpoints } from './run-checkpoints';
import { trainInChild, type Trained } from './training-process';

export interface TrainingTools {
  readonly queues: Pick<Queues, 'enqueue'>;
  readonly storage: ObjectStore;
  /** What of the order this machine decides. */
  readonly machine: Pick<TrainingOrder, 'mnist' | 'threads' | 'device'>;
}

/** Carries out one `train` job, from where an earlier try of it was ended: progress and a checkpoint per epoch, then the model's objects, then `trained`. What can never work is reported once. */
export async function runTraining(
  { runId, requestId, recipe, dataset, seed, epochs, limit }: JobData<'train'>,
  { queues, storage, machine }: TrainingTools,
  { logger, signal }: Pick<JobContext, 'logger' | 'signal'>,
): Promise<void> {
  logger.info({ runId, dataset }, 'training begins');
  const reports: Promise<unknown>[] = [];
  const checkpoints = new RunCheckpoints(storage, runId, (error) => logger.warn({ err: error, runId }, 'checkpoint could not be kept'));
  const trained = await trainInChild(
    { recipe, dataset, seed, epochs, limit, ...machine, checkpoint: await checkpoints.load() },
    {
      signal,
      onCheckpoint: (bytes) => checkpoints.keep(bytes),
      onNote: (line) => logger.warn({ runId }, line),
      onProgress(progress) {
        logger.info({ runId, ...progress }, 'epoch done');
        // A lost report of an epoch is no reason to lose the run.
        const report = queues.enqueue('trainingProgressed', { runId, requestId, progress });
        reports.push(report.catch((error: unknown) => logger.warn({ err: error, runId }, 'progress could not be reported')));
      },
    },
  );
  await Promise.all(reports);
  const result = await resultOf(trained, storage);
  await queues.enqueue('trained', { runId, requestId, result });
  await checkpoints.remove();
  logger.info({ runId, ...(result.status === 'done' ? { model: result.model } : { error: result.error }) }, 'training ended');
}

async function resultOf(trained: Trained, storage: ObjectStore): Promise<JobData<'trained'>['result']> {
  if (trained.type === 'refused') return { status: 'failed', error: { code: trained.code, message: trained.message } };
  const objects = { onnx: newObjectKey('models'), card: newObjectKey('models') };
  await storage.put(objects.onnx, trained.onnx);
  await storage.put(objects.card, trained.card);
  return { status: 'done', model: trained.version, sha256: trained.sha256, objects };
}
