import { Inject, Injectable } from '@nestjs/common';
import type { Outcome, ReadOptions } from '@numera/contracts';
import { Prisma, type Database } from '@numera/prisma';
import { uuidv7 } from 'uuidv7';
import { CHAMPION, DATABASE, DEFAULT_WORKSPACE } from '../platform/tokens';
import type { Ownership } from './ownership';
import { detailsOf, type PredictionRow } from './rows';

export interface NewPrediction extends Ownership {
  readonly id: string;
  readonly recogniser: string;
  readonly options: ReadOptions;
  readonly optionsHash: string;
  readonly tokenHash: string | null;
  readonly requestId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly image: {
    readonly sha256: string;
    readonly objectKey: string;
    readonly mime: string;
    readonly bytes: number;
    readonly width: number;
    readonly height: number;
  };
}

/** The same bytes are one image in a workspace, and another in the next. */
export interface ImageIdentity {
  readonly workspaceId: string;
  readonly sha256: string;
}

/** What a `recognise` job needs to know of a prediction. */
export interface QueuedPrediction {
  readonly id: string;
  readonly objectKey: string;
  readonly options: ReadOptions;
  readonly modelVersion: string;
  readonly onnxKey: string;
  readonly cardKey: string;
  readonly memberKeys: readonly string[];
  readonly requestId: string | null;
  readonly createdAt: Date;
  readonly jobId: string;
  readonly sweeps: number;
}

type Route = Pick<QueuedPrediction, 'id' | 'objectKey' | 'modelVersion' | 'onnxKey' | 'cardKey' | 'memberKeys'>;

/** The channel on which gateways tell each other that a prediction is settled; its payload is the id. */
export const SETTLED_CHANNEL = 'numera_predictions';

/**
 * Rows of predictions, images and readings. The two statements on the way of every request are written in SQL:
 * one round trip each, where the query builder takes four, and each is atomic by itself.
 */
@Injectable()
export class PredictionRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Where each of these bytes already lies in its workspace, when its row will still be there a minute from now; in their order. */
  async findObjectKeys(images: readonly ImageIdentity[], now: Date): Promise<(string | undefined)[]> {
    const soon = new Date(now.getTime() + 60_000);
    const [workspaceIds, hashes] = [images.map(({ workspaceId }) => workspaceId), images.map(({ sha256 }) => sha256)];
    const rows = await this.database.$queryRaw<{ place: number; objectKey: string }[]>(Prisma.sql`
      SELECT g.place::int, i.object_key AS "objectKey"
      FROM unnest(${workspaceIds}::uuid[], ${hashes}::text[]) WITH ORDINALITY AS g (workspace_id, sha256, place)
      JOIN images i ON i.workspace_id = g.workspace_id AND i.sha256 = g.sha256 AND i.deleted_at IS NULL
        AND (i.expires_at IS NULL OR i.expires_at > ${soon}::timestamptz)`);
    const found = new Map(rows.map((row) => [row.place, row.objectKey]));
    return images.map((_, i) => found.get(i + 1));
  }

  /**
   * Adds pending predictions that one job (one for each model version) will carry, each routed to its workspace's champion or else the installation's, and the images' rows where they are
   * new; a known image lives on at least as long. The objects must be stored already.
   * Returns them by id; those for which there is no champion are missing. One statement: all or none.
   */
  async createMany(predictions: readonly NewPrediction[], chunkId: string): Promise<Map<string, QueuedPrediction>> {
    const given = JSON.stringify(predictions.map((p) => ({ ...p, ...p.image, imageId: uuidv7() })));
    const rows = await this.database.$queryRaw<Route[]>(Prisma.sql`
      WITH given AS (
        SELECT g.*, v.version, v.onnx_key, v.card_key, v.member_keys
        FROM jsonb_to_recordset(${given}::jsonb) AS g (
          "id" uuid, "workspaceId" uuid, "ownerId" uuid, "apiKeyId" uuid, recogniser text, options jsonb, "optionsHash" text, "tokenHash" text, "requestId" text,
          "createdAt" timestamptz, "expiresAt" timestamptz, "imageId" uuid, sha256 text, "objectKey" text, mime text, bytes int, width int, height int)
        JOIN workspaces w ON w.id = g."workspaceId"
        -- A workspace that has chosen none is read by the installation's champion: every promotion reaches it with the next prediction.
        LEFT JOIN model_aliases own ON own.workspace_id = w.id AND own.recogniser = g.recogniser AND own.name = ${CHAMPION}
        LEFT JOIN model_aliases common ON common.workspace_id = ${DEFAULT_WORKSPACE}::uuid AND common.recogniser = g.recogniser
          AND common.name = ${CHAMPION}
        JOIN model_versions v ON v.version = coalesce(own.model_version, common.model_version)
      ), image AS (
        INSERT INTO images (id, workspace_id, sha256, object_key, mime, bytes, width, height, created_at, expires_at)
        -- The same bytes twice in one chunk are one image; null sorts last and means for ever. Ordered, so that two chunks never deadlock.
        SELECT DISTINCT ON ("workspaceId", sha256) "imageId", "workspaceId", sha256, "objectKey", mime, bytes, width, height, "createdAt", "expiresAt"
        FROM given ORDER BY "workspaceId", sha256, "expiresAt" DESC NULLS FIRST
        ON CONFLICT (workspace_id, sha256) WHERE deleted_at IS NULL
        DO UPDATE SET expires_at = CASE WHEN images.expires_at IS NULL OR excluded.expires_at IS NULL THEN NULL
          ELSE greatest(images.expires_at, excluded.expires_at) END
        RETURNING id, workspace_id, sha256, object_key
      ), prediction AS (
        INSERT INTO predictions (id, workspace_id, owner_id, api_key_id, recogniser, image_id, options, options_hash, model_version, token_hash, request_id, job_id,
          created_at, enqueued_at, expires_at)
        SELECT g.id, g."workspaceId", g."ownerId", g."apiKeyId", g.recogniser, i.id, g.options, g."optionsHash", g.version, g."tokenHash", g."requestId", ${chunkId} || '-' || g.version,
          g."createdAt", g."createdAt", g."expiresAt"
        FROM given g JOIN image i ON i.workspace_id = g."workspaceId" AND i.sha256 = g.sha256
      )
      SELECT g.id, i.object_key AS "objectKey", g.version AS "modelVersion", g.onnx_key AS "onnxKey", g.card_key AS "cardKey",
        g.member_keys AS "memberKeys"
      FROM given g JOIN image i ON i.workspace_id = g."workspaceId" AND i.sha256 = g.sha256`);
    const asked = new Map(predictions.map((p) => [p.id, p]));
    const queued = rows.flatMap((row) => {
      const p = asked.get(row.id);
      return p === undefined
        ? []
        : [
            {
              ...row,
              options: p.options,
              requestId: p.requestId,
              createdAt: p.createdAt,
              jobId: `${chunkId}-${row.modelVersion}`,
              sweeps: 0,
            },
          ];
    });
    return new Map(queued.map((one) => [one.id, one]));
  }

  /**
   * Writes the outcomes that a worker reported, each only while its prediction is pending, and tells every gateway in the
   * same transaction. The same outcomes again change nothing. Returns the ids that were settled now.
   */
  async settle(outcomes: readonly Outcome[], modelVersion: string, now: Date): Promise<string[]> {
    const given = JSON.stringify(outcomes.map((outcome) => ({ ...flat(outcome), readingId: uuidv7() })));
    const rows = await this.database.$queryRaw<{ id: string }[]>(Prisma.sql`
      WITH given AS (
        SELECT DISTINCT ON ("predictionId") * FROM jsonb_to_recordset(${given}::jsonb) AS g (
          "predictionId" uuid, "readingId" uuid, status text, text text, confidence float8, decision text, glyphs jsonb, details jsonb,
          "queueMs" float8, "decodeMs" float8, "inferMs" float8, "errorCode" text, "errorMessage" text)
      ), settled AS (
        UPDATE predictions p SET status = g.status::prediction_status, completed_at = ${now}::timestamptz,
          error_code = g."errorCode", error_message = g."errorMessage"
        FROM given g
        WHERE p.id = g."predictionId" AND p.status = 'pending' AND p.model_version = ${modelVersion}
        RETURNING p.id, p.workspace_id, p.options_hash
      ), stored AS (
        INSERT INTO readings (id, workspace_id, prediction_id, model_version, options_hash, is_shown, text, confidence, decision,
          glyphs, details, queue_ms, decode_ms, infer_ms, created_at)
        SELECT g."readingId", s.workspace_id, s.id, ${modelVersion}, s.options_hash, true, g.text, g.confidence, g.decision::decision,
          g.glyphs, g.details, g."queueMs", g."decodeMs", g."inferMs", ${now}::timestamptz
        FROM settled s JOIN given g ON g."predictionId" = s.id
        WHERE g.status = 'done'
        ON CONFLICT DO NOTHING
      )
      SELECT id, pg_notify(${SETTLED_CHANNEL}, id::text)::text FROM settled`);
    return rows.map((row) => row.id);
  }

  /** One prediction with its shown reading. */
  async find(id: string): Promise<PredictionRow | null> {
    const rows = await this.database.$queryRaw<PredictionRow[]>(Prisma.sql`
      SELECT p.id, p.workspace_id AS "workspaceId", p.owner_id AS "ownerId", p.api_key_id AS "apiKeyId", p.status::text,
        p.model_version AS "modelVersion", p.token_hash AS "tokenHash", p.error_code AS "errorCode",
        p.error_message AS "errorMessage", p.created_at AS "createdAt", p.completed_at AS "completedAt", r.text, r.confidence,
        r.decision::text, r.glyphs, r.details, r.queue_ms AS "queueMs", r.decode_ms AS "decodeMs", r.infer_ms AS "inferMs"
      FROM predictions p LEFT JOIN readings r ON r.prediction_id = p.id AND r.is_shown
      WHERE p.id = ${id}::uuid`);
    return rows[0] ?? null;
  }

  /** Of these ids, those of predictions that are no longer pending and of images whose shown copy is made, or can not be. */
  async settledAmong(ids: readonly string[]): Promise<string[]> {
    const rows = await this.database.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT id FROM predictions WHERE id = ANY (${ids}::uuid[]) AND status <> 'pending'
      UNION ALL SELECT id FROM images WHERE id = ANY (${ids}::uuid[]) AND (shown_key IS NOT NULL OR shown_error IS NOT NULL)`);
    return rows.map((row) => row.id);
  }

  /** Pending predictions last put into the queue before `before`, oldest first. */
  async stale(before: Date, limit: number): Promise<QueuedPrediction[]> {
    const rows = await this.database.prediction.findMany({
      where: { status: 'pending', enqueuedAt: { lt: before } },
      orderBy: { enqueuedAt: 'asc' },
      take: limit,
      include: { image: { select: { objectKey: true } }, version: { select: { onnxKey: true, cardKey: true, memberKeys: true } } },
    });
    return rows.map((row) => ({
      id: row.id,
      objectKey: row.image.objectKey,
      options: row.options as unknown as ReadOptions,
      modelVersion: row.modelVersion,
      onnxKey: row.version.onnxKey,
      cardKey: row.version.cardKey,
      memberKeys: row.version.memberKeys as string[],
      requestId: row.requestId,
      createdAt: row.createdAt,
      jobId: row.jobId,
      sweeps: row.sweeps,
    }));
  }

  /** Counts one more sweep, to be carried by a job of that id; false when another gateway was faster or the prediction is settled. */
  async claimSweep({ id, sweeps }: Pick<QueuedPrediction, 'id' | 'sweeps'>, jobId: string, now: Date): Promise<boolean> {
    const { count } = await this.database.prediction.updateMany({
      where: { id, sweeps, status: 'pending' },
      data: { sweeps: sweeps + 1, jobId, enqueuedAt: now },
    });
    return count === 1;
  }
}

function flat(outcome: Outcome): Record<string, unknown> {
  const { predictionId, status, timings } = outcome;
  if (outcome.status === 'failed') return { predictionId, status, errorCode: outcome.error.code, errorMessage: outcome.error.message };
  return { predictionId, status, ...outcome.reading, details: detailsOf(outcome.reading), ...timings };
}
