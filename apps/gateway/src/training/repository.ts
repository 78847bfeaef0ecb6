import { Inject, Injectable } from '@nestjs/common';
import type { TrainingProgress, TrainingRun, TrainingRunRequest } from '@numera/contracts';
import { Prisma, type Database, type Transaction } from '@numera/prisma';
import { DATABASE, DIGITS } from '../platform/tokens';

/** What a `train` job needs to know of a run. */
export interface QueuedRun {
  readonly id: string;
  readonly request: TrainingRunRequest;
  readonly sweeps: number;
}

type Row = Prisma.TrainingRunGetPayload<object>;

@Injectable()
export class TrainingRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Adds a run; `record` writes it down in the same transaction. */
  async create(
    id: string,
    workspaceId: string,
    request: TrainingRunRequest,
    record: (transaction: Transaction) => Promise<void>,
  ): Promise<TrainingRun> {
    const { recipe, dataset, seed, epochs, limit } = request;
    return this.database.$transaction(async (transaction) => {
      const row = await transaction.trainingRun.create({
        data: {
          id,
          workspaceId,
          recogniser: DIGITS,
          recipe: recipe as Prisma.InputJsonValue,
          dataset,
          seed,
          epochs,
          imageLimit: limit,
        },
      });
      await record(transaction);
      return present(row);
    });
  }

  /** Of one workspace, or of any where none is named. */
  async find(id: string, workspaceId?: string): Promise<TrainingRun | null> {
    const row = await this.database.trainingRun.findUnique({ where: { id, workspaceId } });
    return row === null ? null : present(row);
  }

  /** Newest first, of one workspace, or of all where none is named. */
  async list(limit: number, workspaceId?: string): Promise<TrainingRun[]> {
    return (await this.database.trainingRun.findMany({ where: { workspaceId }, orderBy: { id: 'desc' }, take: limit })).map(present);
  }

  /** A run that has ended stays as it ended. */
  async progress(id: string, progress: TrainingProgress): Promise<void> {
    await this.database.trainingRun.updateMany({
      where: { id, status: { in: ['pending', 'running'] } },
      data: { status: 'running', progress },
    });
  }

  async finish(id: string, modelVersion: string, now: Date): Promise<void> {
    await this.end(id, { status: 'done', modelVersion, completedAt: now });
  }

  async fail(id: string, error: { code: string; message: string }, now: Date): Promise<void> {
    await this.end(id, { status: 'failed', errorCode: error.code, errorMessage: error.message, completedAt: now });
  }

  /** Runs that have not ended, created before `before`. */
  async unfinished(before: Date): Promise<QueuedRun[]> {
    const rows = await this.database.trainingRun.findMany({
      where: { status: { in: ['pending', 'running'] }, createdAt: { lt: before } },
      take: 50,
    });
    return rows.map((row) => ({ id: row.id, sweeps: row.sweeps, request: requestOf(row) }));
  }

  /** Counts one more sweep; false when another gateway was faster or the run has ended. */
  async claimSweep(id: string, sweeps: number): Promise<boolean> {
    const { count } = await this.database.trainingRun.updateMany({
      where: { id, sweeps, status: { in: ['pending', 'running'] } },
      data: { sweeps: sweeps + 1 },
    });
    return count === 1;
  }

  private async end(id: string, data: Prisma.TrainingRunUncheckedUpdateManyInput): Promise<void> {
    await this.database.trainingRun.updateMany({ where: { id, status: { in: ['pending', 'running'] } }, data });
  }
}

function requestOf(row: Row): TrainingRunRequest {
  return {
    recipe: row.recipe as TrainingRunRequest['recipe'],
    dataset: row.dataset as TrainingRunRequest['dataset'],
    seed: row.seed,
    epochs: row.epochs ?? undefined,
    limit: row.imageLimit ?? undefined,
  };
}

function present(row: Row): TrainingRun {
  return {
    id: row.id,
    status: row.status,
    recipe: row.recipe,
    dataset: row.dataset,
    seed: row.seed,
    progress: row.progress as TrainingProgress | null,
    model: row.modelVersion,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
    createdAt: row.createdAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
  };
}
