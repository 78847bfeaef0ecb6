import type { Decision, Failure, Outcome, Prediction, PredictionSummary, ReadGlyph, Reading } from '@numera/contracts';
import type { Ownership } from './ownership';

/** What is shown of a reading beside its text; earlier readings have none of it. */
export type ReadingDetails = Pick<Reading, 'alternatives' | 'unconstrained' | 'separators' | 'reason' | 'mode'>;

export function detailsOf({ alternatives, unconstrained, separators, reason, mode }: Reading): ReadingDetails {
  return { alternatives, unconstrained, separators, reason, mode };
}

/** What a list says of a prediction. */
export interface SummaryRow {
  readonly id: string;
  readonly status: 'pending' | 'done' | 'failed';
  readonly modelVersion: string;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly createdAt: Date;
  readonly completedAt: Date | null;
  readonly text: string | null;
  readonly confidence: number | null;
  readonly decision: Decision | null;
}

/** A prediction with the reading that is shown, as one row of the database. */
export interface PredictionRow extends SummaryRow, Ownership {
  readonly tokenHash: string | null;
  readonly glyphs: readonly ReadGlyph[] | null;
  readonly details: ReadingDetails | null;
  readonly queueMs: number | null;
  readonly decodeMs: number | null;
  readonly inferMs: number | null;
}

/** The API's body of a row. Pending and failed predictions carry no reading. */
export function presentPrediction(row: PredictionRow): Prediction {
  return { ...presentSummary(row), glyphs: [...(row.glyphs ?? [])], ...row.details, timings: timingsOf(row) };
}

/** The same without glyphs. */
export function presentSummary(row: SummaryRow): PredictionSummary {
  return {
    id: row.id,
    status: row.status,
    text: row.text,
    confidence: row.confidence,
    decision: row.decision,
    model: row.status === 'done' ? row.modelVersion : null,
    createdAt: row.createdAt.toISOString(),
    completedAt: row.completedAt?.toISOString() ?? null,
    error: errorOf(row),
  };
}

/** The row that settling a pending prediction makes: what the database now holds, without asking it. */
export function settledRow(
  pending: Pick<PredictionRow, 'id' | 'modelVersion' | 'tokenHash' | 'createdAt'> & Ownership,
  outcome: Outcome,
  completedAt: Date,
): PredictionRow {
  const { id, modelVersion, tokenHash, createdAt, workspaceId, ownerId, apiKeyId } = pending;
  const unread = {
    text: null,
    confidence: null,
    decision: null,
    glyphs: null,
    details: null,
    queueMs: null,
    decodeMs: null,
    inferMs: null,
  };
  const base = { id, modelVersion, tokenHash, createdAt, workspaceId, ownerId, apiKeyId, completedAt, errorCode: null, errorMessage: null };
  if (outcome.status === 'done') {
    const { text, confidence, decision, glyphs } = outcome.reading;
    return { ...base, status: 'done', text, confidence, decision, glyphs, details: detailsOf(outcome.reading), ...outcome.timings };
  }
  return { ...base, ...unread, status: 'failed', errorCode: outcome.error.code, errorMessage: outcome.error.message };
}

function timingsOf(row: PredictionRow): Prediction['timings'] {
  if (row.completedAt === null || row.queueMs === null || row.decodeMs === null || row.inferMs === null) return null;
  const totalMs = Math.max(0, row.completedAt.getTime() - row.createdAt.getTime());
  return { queueMs: row.queueMs, decodeMs: row.decodeMs, inferMs: row.inferMs, totalMs };
}

function errorOf(row: SummaryRow): Failure | null {
  if (row.status !== 'failed') return null;
  return { code: row.errorCode ?? 'internal', message: row.errorMessage ?? 'The image could not be read.' };
}
