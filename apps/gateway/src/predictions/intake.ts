import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Chunks } from './chunks';
import { PredictionQueue } from './queue';
import { PredictionRepository, type NewPrediction, type QueuedPrediction } from './repository';

/** With this many readings under way the workers have enough to do, so the next job may wait for company. */
const ENOUGH = 8;

/** Adds predictions to the database and the queue, under load many with one statement and one job. */
@Injectable()
export class PredictionIntake {
  private readonly chunks = new Chunks<NewPrediction, QueuedPrediction | null>(
    (chunk) => this.addChunk(chunk),
    () => this.room(),
  );
  /** Predictions that were added and that someone waits for. */
  private readonly underWay = new Set<string>();
  private whenRoom: () => void = () => undefined;

  constructor(
    private readonly repository: PredictionRepository,
    private readonly queue: PredictionQueue,
  ) {}

  /** Resolves when the row is there and its job was added; null when no model answers for its workspace. */
  async add(prediction: NewPrediction): Promise<QueuedPrediction | null> {
    const queued = await this.chunks.add(prediction);
    if (queued) this.underWay.add(queued.id);
    return queued;
  }

  /** Says that nobody waits for a prediction any more: it is settled, or its caller has gone. */
  leave(id: string): void {
    this.underWay.delete(id);
    if (this.underWay.size < ENOUGH) this.whenRoom();
  }

  private room(): Promise<void> | undefined {
    if (this.underWay.size < ENOUGH) return undefined;
    return new Promise((resolve) => (this.whenRoom = resolve));
  }

  private async addChunk(chunk: readonly NewPrediction[]): Promise<(QueuedPrediction | null)[]> {
    const created = await this.repository.createMany(chunk, uuidv7());
    for (const job of byModel([...created.values()])) await this.queue.add(job);
    return chunk.map(({ id }) => created.get(id) ?? null);
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
