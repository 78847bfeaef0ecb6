import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { PredictionQueue } from './queue';
import { PredictionRepository, type NewPrediction, type QueuedPrediction } from './repository';

/** Most predictions that one statement adds and one job carries: enough to share its cost, few enough to spread over workers. */
const MOST = 16;

interface Waiting {
  readonly prediction: NewPrediction;
  readonly resolve: (queued: QueuedPrediction | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Adds predictions to the database and the queue. What arrives while one chunk is being added makes up the next: a lone request
 * waits for nobody, and under load many share one statement and one job.
 */
@Injectable()
export class PredictionIntake {
  private readonly waiting: Waiting[] = [];
  private isAdding = false;

  constructor(
    private readonly repository: PredictionRepository,
    private readonly queue: PredictionQueue,
  ) {}

  /** Resolves when the row is there and its job was added; null when no model answers for its workspace. */
  add(prediction: NewPrediction): Promise<QueuedPrediction | null> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ prediction, resolve, reject });
      if (!this.isAdding) void this.addAll();
    });
  }

  private async addAll(): Promise<void> {
    this.isAdding = true;
    while (this.waiting.length > 0) await this.addChunk(this.waiting.splice(0, MOST));
    this.isAdding = false;
  }

  private async addChunk(chunk: readonly Waiting[]): Promise<void> {
    try {
      const created = await this.repository.createMany(
        chunk.map(({ prediction }) => prediction),
        uuidv7(),
      );
      for (const job of byModel([...created.values()])) await this.queue.add(job);
      for (const { prediction, resolve } of chunk) resolve(created.get(prediction.id) ?? null);
    } catch (error) {
      for (const { reject } of chunk) reject(error);
    }
  }
}

/** A job names one model version; the champion may change, and workspaces may differ. */
function byModel(predictions: readonly QueuedPrediction[]): [QueuedPrediction, ...QueuedPrediction[]][] {
  const jobs = new Map<string, [QueuedPrediction, ...QueuedPrediction[]]>();
  for (const prediction of predictions) {
    const job = jobs.get(prediction.modelVersion);
    if (job) job.push(prediction);
    else jobs.set(prediction.modelVersion, [prediction]);
  }
  return [...jobs.values()];
}
