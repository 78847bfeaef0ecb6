import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Prediction, ReadOptions } from '@numera/contracts';
import type { Config } from '@numera/config';
import { probe, type ImageHeader } from '@numera/imaging';
import { newObjectKey, type ObjectStore } from '@numera/storage';
import { uuidv7 } from 'uuidv7';
import { isSame } from '../http/access';
import { Problem } from '../http/problem';
import { CLOCK, CONFIG, DEFAULT_WORKSPACE, DIGITS, STORE, type Clock } from '../platform/tokens';
import { Chunks } from './chunks';
import { PredictionIntake } from './intake';
import { PredictionRepository } from './repository';
import { presentPrediction, settledRow, type PredictionRow } from './rows';
import { hashToken, newToken } from './tokens';
import { uploadProblem } from './upload-problem';
import { Waiters } from './waiters';

export interface PredictionAsked {
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
  readonly waitMs: number;
  readonly requestId: string;
  /** Aborts when the caller has gone: nobody is left to wait. */
  readonly signal?: AbortSignal;
}

/** Rules of predictions: what is stored in which order, who may read what, how long a caller waits. */
@Injectable()
export class PredictionService {
  /** Keys of images that are stored already, by sha256. */
  private readonly known = new Chunks<string, string | undefined>(async (sha256) => {
    const keys = await this.repository.findObjectKeys(DEFAULT_WORKSPACE, sha256, this.clock());
    return sha256.map((hash) => keys.get(hash));
  });

  constructor(
    private readonly repository: PredictionRepository,
    private readonly intake: PredictionIntake,
    private readonly waiters: Waiters,
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Stores the image, then the row, then enqueues, and waits for the answer. The token is the anonymous caller's. */
  async create(asked: PredictionAsked): Promise<{ prediction: Prediction; token: string }> {
    const header = await probe(asked.bytes).catch((error: unknown) => {
      throw uploadProblem(error);
    });
    const { token, tokenHash } = newToken();
    const id = uuidv7();
    // Waiting begins before the job exists, so that no answer can come too early to be noticed.
    const gone = new AbortController();
    const settled = this.waiters.wait(id, asked.waitMs, asked.signal ? AbortSignal.any([asked.signal, gone.signal]) : gone.signal);
    const queued = await this.accept(asked, header, id, tokenHash).catch((error: unknown) => {
      gone.abort();
      this.intake.leave(id);
      throw error;
    });
    const settlement = await settled;
    this.intake.leave(id);
    if (settlement !== undefined) {
      return { prediction: presentPrediction(settledRow({ ...queued, tokenHash }, settlement.outcome, settlement.completedAt)), token };
    }
    const row = await this.repository.find(id);
    if (row === null) throw new Problem(404, 'not_found', 'The prediction has expired.');
    return { prediction: presentPrediction(row), token };
  }

  /** A prediction for whoever holds its token; without one, or with another's, it is not there. */
  async read(id: string, token: string | undefined, waitMs: number, signal?: AbortSignal): Promise<Prediction> {
    const row = this.authorised(await this.repository.find(id), token);
    if (row.status !== 'pending' || waitMs === 0) return presentPrediction(row);
    await this.waiters.wait(id, waitMs, signal);
    return presentPrediction((await this.repository.find(id)) ?? row);
  }

  /** Key of the stored image of a prediction, for whoever holds its token. */
  async imageKey(id: string, token: string | undefined): Promise<string> {
    return this.authorised(await this.repository.findImage(id), token).objectKey;
  }

  private async accept(asked: PredictionAsked, header: ImageHeader, id: string, tokenHash: string) {
    const now = this.clock();
    const sha256 = createHash('sha256').update(asked.bytes).digest('hex');
    const known = await this.known.add(sha256);
    const objectKey = known ?? newObjectKey('images');
    if (known === undefined) await this.store.put(objectKey, asked.bytes);
    const queued = await this.intake.add({
      id,
      workspaceId: DEFAULT_WORKSPACE,
      recogniser: DIGITS,
      options: asked.options,
      optionsHash: createHash('sha256').update(JSON.stringify(asked.options)).digest('hex').slice(0, 16),
      tokenHash,
      requestId: asked.requestId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + this.config.NUMERA_ANONYMOUS_TTL_MS),
      image: { sha256, objectKey, mime: header.mime, bytes: asked.bytes.length, width: header.width, height: header.height },
    });
    // Someone else stored the same bytes meanwhile (theirs stays), or no model answers yet (nothing was accepted).
    if (known === undefined && queued?.objectKey !== objectKey) await this.store.delete(objectKey);
    if (queued === null) throw new Problem(503, 'no_model', 'No model is ready to answer yet.', { headers: { 'Retry-After': '5' } });
    return queued;
  }

  private authorised<T extends Pick<PredictionRow, 'tokenHash'>>(row: T | null, token: string | undefined): T {
    if (token === undefined)
      throw new Problem(401, 'token_required', 'Send the token that came with the prediction as `X-Prediction-Token`.');
    if (row === null || row.tokenHash === null || !isSame(hashToken(token), row.tokenHash)) {
      throw new Problem(404, 'not_found', 'There is no such prediction, or it has expired, or the token is not its own.');
    }
    return row;
  }
}
