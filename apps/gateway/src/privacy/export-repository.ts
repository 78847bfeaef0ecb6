import { Inject, Injectable } from '@nestjs/common';
import { Prisma, type Database } from '@numera/prisma';
import { DATABASE } from '../platform/tokens';

/** An image of a person's, and one of the predictions that show it. */
export interface ExportedImage {
  readonly id: string;
  readonly predictionId: string;
}

/** What a person's export is made of. */
@Injectable()
export class ExportRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** All that is kept of the person, but for what signs them in (passwords, tokens, secrets). */
  person(id: string) {
    return this.database.user.findUniqueOrThrow({
      where: { id },
      select: {
        id: true,
        name: true,
        email: true,
        emailVerified: true,
        username: true,
        displayUsername: true,
        locale: true,
        isAdministrator: true,
        twoFactorEnabled: true,
        trainingConsent: true,
        consentAt: true,
        createdAt: true,
        deletionAt: true,
        memberships: { select: { role: true, createdAt: true, workspace: { select: { id: true, name: true } } } },
        accounts: { select: { providerId: true, createdAt: true } },
        sessions: { select: { createdAt: true, updatedAt: true, ipAddress: true, userAgent: true } },
        passkeys: { select: { name: true, createdAt: true, deviceType: true } },
        apiKeys: {
          select: { name: true, prefix: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true, revokedAt: true },
        },
      },
    });
  }

  /** Predictions with their readings, in the order in which they were asked for, after `cursor`. */
  predictions(ownerId: string, cursor: string | undefined, limit: number) {
    return this.database.prediction.findMany({
      where: { ownerId, ...(cursor !== undefined && { id: { gt: cursor } }) },
      orderBy: { id: 'asc' },
      take: limit,
      select: {
        id: true,
        workspaceId: true,
        imageId: true,
        options: true,
        status: true,
        modelVersion: true,
        createdAt: true,
        completedAt: true,
        errorCode: true,
        readings: { select: { text: true, confidence: true, decision: true, glyphs: true, modelVersion: true, isShown: true } },
      },
    });
  }

  images(ownerId: string): Promise<ExportedImage[]> {
    return this.database.$queryRaw<ExportedImage[]>(Prisma.sql`
      SELECT DISTINCT ON (image_id) image_id AS id, id AS "predictionId" FROM predictions WHERE owner_id = ${ownerId}::uuid
      ORDER BY image_id, id`);
  }
}
