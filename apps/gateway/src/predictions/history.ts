import { Inject, Injectable } from '@nestjs/common';
import type { PredictionListQuery, PredictionSummary } from '@numera/contracts';
import { Prisma, type Database } from '@numera/prisma';
import { pageOf } from '../http/page';
import { DATABASE } from '../platform/tokens';
import { presentSummary, type SummaryRow } from './rows';

/** What a person has asked for in a workspace, newest first. Ids are made in the order of time, so a page begins below the last one's id. */
@Injectable()
export class PredictionHistory {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** One page; `nextCursor` is null on the last. */
  async page(
    workspaceId: string,
    ownerId: string,
    query: PredictionListQuery,
  ): Promise<{ items: PredictionSummary[]; nextCursor: string | null }> {
    const rows = await this.database.$queryRaw<SummaryRow[]>(statement(workspaceId, ownerId, query));
    return pageOf(rows, query.limit, presentSummary, ({ id }) => id);
  }
}

/** One row more than the page takes, to know whether another follows. */
export function statement(workspaceId: string, ownerId: string, query: PredictionListQuery): Prisma.Sql {
  return Prisma.sql`
    SELECT p.id, p.status::text, p.model_version AS "modelVersion", p.error_code AS "errorCode", p.error_message AS "errorMessage",
      p.created_at AS "createdAt", p.completed_at AS "completedAt", r.text, r.confidence, r.decision::text
    FROM predictions p LEFT JOIN readings r ON r.prediction_id = p.id AND r.is_shown
    WHERE ${Prisma.join(conditions(workspaceId, ownerId, query), ' AND ')}
    ORDER BY p.id DESC LIMIT ${query.limit + 1}`;
}

function conditions(workspaceId: string, ownerId: string, query: PredictionListQuery): Prisma.Sql[] {
  const { text, from, to, decision, minConfidence, maxConfidence, cursor } = query;
  const all = [Prisma.sql`p.owner_id = ${ownerId}::uuid`, Prisma.sql`p.workspace_id = ${workspaceId}::uuid`];
  if (cursor !== undefined) all.push(Prisma.sql`p.id < ${cursor}::uuid`);
  if (from !== undefined) all.push(Prisma.sql`p.created_at >= ${from}::timestamptz`);
  if (to !== undefined) all.push(Prisma.sql`p.created_at < ${to}::timestamptz`);
  if (text !== undefined && text !== '') all.push(Prisma.sql`strpos(r.text, ${text}) > 0`);
  if (decision !== undefined) all.push(Prisma.sql`r.decision = ${decision}::decision`);
  if (minConfidence !== undefined) all.push(Prisma.sql`r.confidence >= ${minConfidence}::float8`);
  if (maxConfidence !== undefined) all.push(Prisma.sql`r.confidence <= ${maxConfidence}::float8`);
  return all;
}
