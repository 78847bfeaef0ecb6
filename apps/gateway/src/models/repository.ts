import { Inject, Injectable } from '@nestjs/common';
import type { ModelCard } from '@numera/contracts';
import { Prisma, type Database } from '@numera/prisma';
import { CHAMPION, DATABASE } from '../platform/tokens';

export interface NewModelVersion {
  readonly card: ModelCard;
  readonly origin: 'shipped' | 'trained';
  readonly onnxKey: string;
  readonly cardKey: string;
  readonly memberKeys: readonly string[];
}

@Injectable()
export class ModelRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async find(version: string): Promise<{ version: string; onnxKey: string; cardKey: string; memberKeys: string[] } | null> {
    const select = { version: true, onnxKey: true, cardKey: true, memberKeys: true };
    const row = await this.database.modelVersion.findUnique({ where: { version }, select });
    return row && { ...row, memberKeys: row.memberKeys as string[] };
  }

  /** Adds a version as a candidate; one that is there already stays as it is. Returns whether it is new. */
  async add({ card, origin, onnxKey, cardKey, memberKeys }: NewModelVersion): Promise<boolean> {
    const { count } = await this.database.modelVersion.createMany({
      data: [
        { version: card.version, recogniser: card.recogniser, sha256: card.sha256, origin, onnxKey, cardKey, memberKeys: [...memberKeys], card: card as Prisma.InputJsonObject },
      ],
      skipDuplicates: true,
    });
    return count === 1;
  }

  /** Makes a version the workspace's champion, if the workspace has none. One statement: two gateways may start at once. */
  async crownFirst(workspaceId: string, recogniser: string, version: string): Promise<boolean> {
    const crowned = await this.database.$executeRaw(Prisma.sql`
      WITH crowned AS (
        INSERT INTO model_aliases (workspace_id, recogniser, name, model_version)
        VALUES (${workspaceId}::uuid, ${recogniser}, ${CHAMPION}, ${version})
        ON CONFLICT DO NOTHING RETURNING model_version
      )
      UPDATE model_versions SET state = 'active' FROM crowned WHERE version = crowned.model_version`);
    return crowned === 1;
  }

  /** Versions, newest first, with the aliases that name them. */
  async list(limit: number) {
    return this.database.modelVersion.findMany({
      orderBy: [{ createdAt: 'desc' }, { version: 'desc' }],
      take: limit,
      select: {
        version: true,
        recogniser: true,
        sha256: true,
        state: true,
        origin: true,
        card: true,
        createdAt: true,
        // Several workspaces may have chosen it under one name.
        aliases: { select: { name: true }, distinct: ['name'] },
      },
    });
  }
}
