import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Prediction, ReadOptions } from '@numera/contracts';
import type { Config } from '@numera/config';
import { probe, type ImageHeader } from '@numera/imaging';
import { newObjectKey, type ObjectStore } from '@numera/storage';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { AuditTrail } from '../audit/trail';
import type { Caller } from '../http/caller';
import { Problem } from '../http/problem';
import { CLOCK, CONFIG, DIGITS, STORE, type Clock } from '../platform/tokens';
import { Chunks } from './chunks';
import { PredictionIntake } from './intake';
import { isOwn, mayRead, ownershipOf, type Owned, type Ownership } from './ownership';
import { Quotas } from './quotas';
import { PredictionRemoval } from './removal';
import { PredictionRepository, type ImageIdentity } from './repository';
import { presentPrediction, settledRow, type PredictionRow } from './rows';
import { newToken } from './tokens';
import { uploadProblem } from './upload-problem';
import { Waiters } from './waiters';

export interface PredictionAsked {
  readonly caller: Caller;
  /** Its id, and the token of an anonymous caller's, where they are settled already. */
  readonly id?: string;
  readonly token?: string;
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
  readonly waitMs: number;
  readonly requestId: string;
  /** Aborts when the caller has gone: nobody is left to wait. */
  readonly signal?: AbortSignal;
}

/** Who asks for a prediction that is there already, and the token they sent along. */
export interface Reader {
  readonly caller: Caller;
  readonly token: string | undefined;
}

/** Rules of predictions: what is stored in which order, who may read what, how long a caller waits. */
@Injectable()
export class PredictionService {
  /** Keys of images that are stored already. */
  private readonly known = new Chunks<ImageIdentity, string | undefined>((images) => this.repository.findObjectKeys(images, this.clock()));

  constructor(
    private readonly repository: PredictionRepository,
    private readonly intake: PredictionIntake,
    private readonly waiters: Waiters,
    private readonly removal: PredictionRemoval,
    private readonly audit: AuditTrail,
    private readonly quotas: Quotas,
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Stores the image, then the row, then enqueues, and waits for the answer. Anonymous callers alone get a token. */
  async create(asked: PredictionAsked): Promise<{ prediction: Prediction; token?: string }> {
    const header = await probe(asked.bytes).catch((error: unknown) => {
      throw uploadProblem(error);
    });
    const owner = ownershipOf(asked.caller);
    await this.quotas.take(owner.ownerId, asked.bytes.length);
    const { token, tokenHash } = owner.ownerId === null ? newToken(asked.token) : { token: undefined, tokenHash: null };
    const id = asked.id ?? uuidv7();
    // Waiting begins before the job exists, so that no answer can come too early to be noticed.
    const gone = new AbortController();
    const settled = this.waiters.wait(id, asked.waitMs, asked.signal ? AbortSignal.any([asked.signal, gone.signal]) : gone.signal);
    const queued = await this.accept(asked, header, id, { ...owner, tokenHash }).catch((error: unknown) => {
      gone.abort();
      this.intake.leave(id);
      throw error;
    });
    const settlement = await settled;
    this.intake.leave(id);
    if (settlement !== undefined) {
      return {
        prediction: presentPrediction(settledRow({ ...queued, ...owner, tokenHash }, settlement.outcome, settlement.completedAt)),
        token,
      };
    }
    const row = await this.repository.find(id);
    if (row === null) throw new Problem(404, 'not_found', 'The prediction has expired.');
    return { prediction: presentPrediction(row), token };
  }

  /** What the caller asked for before under this id, or is just asking for; undefined when it is not there. Waits as the first request does. */
  async repeated(
    id: string,
    { caller, token }: Reader,
    { waitMs, isUnderWay, signal }: { waitMs: number; isUnderWay: boolean; signal?: AbortSignal },
  ): Promise<{ prediction: Prediction; token?: string } | undefined> {
    let row = await this.repository.find(id);
    if (row === null ? isUnderWay : row.status === 'pending') {
      await this.waiters.wait(id, waitMs, signal);
      row = await this.repository.find(id);
    }
    if (row === null || !isOwn(row, caller, token)) return undefined;
    return { prediction: presentPrediction(row), ...(row.ownerId === null && { token }) };
  }

  /** A prediction for whoever may see it: its owner, a reviewer of its workspace, the holder of an anonymous one's token. */
  async read(id: string, { caller, token }: Reader, waitMs: number, signal?: AbortSignal): Promise<Prediction> {
    const row = await this.readable(id, { caller, token });
    if (row.status !== 'pending' || waitMs === 0) return presentPrediction(row);
    await this.waiters.wait(id, waitMs, signal);
    return presentPrediction((await this.repository.find(id)) ?? row);
  }

  /** Throws where the caller may not see the prediction. */
  async readable(id: string, { caller, token }: Reader): Promise<PredictionRow> {
    return this.authorised(await this.repository.find(id), { caller, token }, mayRead);
  }

  /** Removes one's own prediction and its readings; the image goes when nothing else refers to it. */
  async remove(id: string, reader: Reader, request: Request): Promise<void> {
    const { ownerId, workspaceId } = this.authorised(await this.repository.find(id), reader, isOwn);
    const entry = { action: 'prediction.deleted', outcome: 'done', caller: reader.caller, workspaceId, request } as const;
    const isRemoved = await this.removal.removeOne(id, this.clock(), async (transaction) => {
      // What an anonymous caller removes would have gone within the hour.
      if (ownerId !== null) await this.audit.record({ ...entry, target: { kind: 'prediction', id } }, transaction);
    });
    if (!isRemoved) throw notFound();
  }

  private async accept(asked: PredictionAsked, header: ImageHeader, id: string, owner: Ownership & { readonly tokenHash: string | null }) {
    const now = this.clock();
    const sha256 = createHash('sha256').update(asked.bytes).digest('hex');
    const known = await this.known.add({ workspaceId: owner.workspaceId, sha256 });
    const objectKey = known ?? newObjectKey('images');
    if (known === undefined) await this.store.put(objectKey, asked.bytes);
    const queued = await this.intake.add({
      id,
      ...owner,
      recogniser: DIGITS,
      options: asked.options,
      optionsHash: createHash('sha256').update(JSON.stringify(asked.options)).digest('hex').slice(0, 16),
      requestId: asked.requestId,
      createdAt: now,
      expiresAt: owner.ownerId === null ? new Date(now.getTime() + this.config.NUMERA_ANONYMOUS_TTL_MS) : null,
      image: { sha256, objectKey, mime: header.mime, bytes: asked.bytes.length, width: header.width, height: header.height },
    });
    // Someone else stored the same bytes meanwhile (theirs stays), or no model answers yet (nothing was accepted).
    if (known === undefined && queued?.objectKey !== objectKey) await this.store.delete(objectKey);
    if (queued === null) throw new Problem(503, 'no_model', 'No model is ready to answer yet.', { headers: { 'Retry-After': '5' } });
    return queued;
  }

  private authorised<T extends Owned>(row: T | null, { caller, token }: Reader, may: typeof mayRead): T {
    if (token === undefined && caller.kind === 'anonymous')
      throw new Problem(401, 'token_required', 'Send the token that came with the prediction as `X-Prediction-Token`, or sign in.');
    // What someone may not see is not there: nobody learns which ids exist.
    if (row === null || !may(row, caller, token)) throw notFound();
    return row;
  }
}

function notFound(): Problem {
  return new Problem(404, 'not_found', 'There is no such prediction, or it has expired, or it is not yours.');
}
