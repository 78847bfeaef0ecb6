import { Inject, Injectable } from '@nestjs/common';
import { modelCard, type JobData, type TrainingRun, type TrainingRunRequest } from '@numera/contracts';
import type { Queues } from '@numera/queue';
import type { ObjectStore } from '@numera/storage';
import type { Logger } from '@numera/telemetry';
import type { Request } from 'express';
import { AuditTrail } from '../audit/trail';
import type { Caller } from '../http/caller';
import { Problem } from '../http/problem';
import { requestIdOf } from '../http/request-id';
import { ModelRepository } from '../models/repository';
import { CLOCK, DEFAULT_WORKSPACE, LOGGER, QUEUES, STORE, type Clock } from '../platform/tokens';
import { TrainingRepository, type QueuedRun } from './repository';

/** A run that no job carries is put back this often, then fails. */
const MOST_SWEEPS = 5;
/** A job on its way is younger than this. */
const STALE_MS = 30_000;

/** Training runs: asked for here, done by the trainer, ended by its report. A new version is a candidate, never more. */
@Injectable()
export class TrainingService {
  constructor(
    private readonly runs: TrainingRepository,
    private readonly models: ModelRepository,
    private readonly audit: AuditTrail,
    @Inject(QUEUES) private readonly queues: Queues,
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The run belongs to the caller's workspace; the operator's to the first one. */
  async start(id: string, caller: Caller, wanted: TrainingRunRequest, request: Request): Promise<TrainingRun> {
    const workspaceId = 'workspaceId' in caller ? caller.workspaceId : DEFAULT_WORKSPACE;
    const target = { kind: 'training-run', id };
    const run = await this.runs.create(id, workspaceId, wanted, (transaction) =>
      this.audit.record(
        { action: 'training-run.started', outcome: 'done', caller, workspaceId, target, after: wanted, request },
        transaction,
      ),
    );
    await this.enqueue({ id, request: wanted, sweeps: 0 }, requestIdOf(request));
    return run;
  }

  async find(caller: Caller, id: string): Promise<TrainingRun | undefined> {
    return (await this.runs.find(id, visibleTo(caller))) ?? undefined;
  }

  async read(caller: Caller, id: string): Promise<TrainingRun> {
    const run = await this.find(caller, id);
    if (run === undefined) throw new Problem(404, 'not_found', 'There is no such training run.');
    return run;
  }

  list(caller: Caller): Promise<TrainingRun[]> {
    return this.runs.list(200, visibleTo(caller));
  }

  async progressed({ runId, progress }: JobData<'trainingProgressed'>): Promise<void> {
    await this.runs.progress(runId, progress);
  }

  async trained({ runId, result }: JobData<'trained'>): Promise<void> {
    if (result.status === 'failed') {
      await this.runs.fail(runId, result.error, this.clock());
      return;
    }
    const card = modelCard.parse(JSON.parse(Buffer.from(await this.store.get(result.objects.card)).toString('utf8')));
    await this.models.add({
      card,
      origin: 'trained',
      onnxKey: result.objects.onnx,
      cardKey: result.objects.card,
      memberKeys: result.objects.members ?? [],
    });
    await this.runs.finish(runId, result.model, this.clock());
    this.logger.info({ runId, model: result.model }, 'a training run made a candidate');
  }

  /** Puts runs that no job carries any more back into the queue. */
  async sweep(): Promise<void> {
    for (const run of await this.runs.unfinished(new Date(this.clock().getTime() - STALE_MS))) {
      if (await this.queues.isQueued('training', jobId(run))) continue;
      if (run.sweeps >= MOST_SWEEPS) {
        await this.runs.fail(run.id, { code: 'internal', message: 'Every attempt ended without an answer.' }, this.clock());
      } else if (await this.runs.claimSweep(run.id, run.sweeps)) {
        await this.enqueue({ ...run, sweeps: run.sweeps + 1 });
      }
    }
  }

  /** Never throws: the row is pending, and the next sweep adds what could not be added now. */
  private async enqueue(run: QueuedRun, requestId?: string): Promise<void> {
    try {
      await this.queues.enqueue('train', { requestId, runId: run.id, ...run.request }, { id: jobId(run) });
    } catch (error) {
      this.logger.error({ err: error, runId: run.id }, 'a training run could not be enqueued; the sweeper will try again');
    }
  }
}

/** The workspace whose runs a caller sees; undefined: all, for whoever runs the installation. */
function visibleTo(caller: Caller): string | undefined {
  if (caller.kind === 'anonymous') throw new Problem(401, 'unauthenticated', 'Sign in first.');
  return caller.kind === 'operator' || (caller.kind === 'person' && caller.isAdministrator) ? undefined : caller.workspaceId;
}

function jobId({ id, sweeps }: Pick<QueuedRun, 'id' | 'sweeps'>): string {
  return `${id}-${sweeps}`;
}
