// Learns; see train-child.ts. Loading and training keep this thread's event loop busy for seconds at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { cardOf, CheckpointError, DatasetError, loadDataset, RecipeError, recipeOf, train, type DatasetSource } from '@numera/learning';
import type { TrainingNews, TrainingOrder } from './order';

learn(workerData as TrainingOrder).then(tell, (error: unknown) => tell(newsOf(error)));

async function learn(order: TrainingOrder): Promise<TrainingNews> {
  try {
    return await learnFrom(order, order.checkpoint ?? null);
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    // Left by another version of Numera: the run is still owed.
    tell({ type: 'noted', line: `${error.message}; this run starts afresh` });
    return learnFrom(order, null);
  }
}

async function learnFrom(order: TrainingOrder, checkpoint: Uint8Array | null): Promise<TrainingNews> {
  const recipe = withEpochs(recipeOf(order.recipe), order.epochs);
  const dataset = await loadDataset(sourceOf(order), recipe, order.limit);
  let pace = { imagesPerSecond: 0, learningRate: 0, remainingMs: 0 };
  const model = await train(recipe, dataset, {
    ...{ seed: order.seed, threads: order.threads, device: order.device },
    checkpoints: { load: async () => checkpoint, save: async (bytes) => tell({ type: 'checkpoint', bytes }) },
    onEngine: (line) => tell({ type: 'noted', line }),
    onNote: (line) => tell({ type: 'noted', line }),
    onResume: (history) => tell({ type: 'noted', line: `going on after epoch ${history.length} of ${recipe.epochs}` }),
    onBatch: ({ imagesPerSecond, learningRate, remainingMs }) => (pace = { imagesPerSecond, learningRate, remainingMs }),
    onEpoch: ({ epoch, loss, accuracy, validationLoss, validationAccuracy }) => {
      tell({ type: 'progress', progress: { epoch, epochs: recipe.epochs, loss, accuracy, validationLoss, validationAccuracy, ...pace } });
    },
  });
  const card = cardOf(model, { createdAt: new Date() });
  const { version, sha256 } = card;
  return { type: 'trained', version, sha256, onnx: model.onnx, card: Buffer.from(`${JSON.stringify(card, null, 2)}\n`) };
}

function withEpochs<R extends { epochs: number }>(recipe: R, epochs: number | undefined): R {
  return epochs === undefined ? recipe : { ...recipe, epochs };
}

function sourceOf({ dataset, mnist }: TrainingOrder): DatasetSource {
  if (dataset === 'strokes' || (dataset === 'auto' && mnist === undefined)) return { kind: 'strokes' };
  if (mnist === undefined) throw new DatasetError('MNIST_DIR is not set where the trainer runs, so there is no MNIST to learn from.');
  return { kind: 'mnist', folder: mnist };
}

function newsOf(error: unknown): TrainingNews {
  if (error instanceof RecipeError) return { type: 'refused', code: 'bad_recipe', message: error.message };
  if (error instanceof DatasetError) return { type: 'refused', code: 'bad_dataset', message: error.message };
  return { type: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

function tell(news: TrainingNews): void {
  parentPort?.postMessage(news);
}
