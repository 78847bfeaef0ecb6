import { Inject, Injectable } from '@nestjs/common';
import type { MeChange } from '@numera/contracts';
import type { Database } from '@numera/prisma';
import { DATABASE } from '../../platform/tokens';

@Injectable()
export class MeRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** A person with their workspaces, first joined first. */
  find(id: string) {
    return this.database.user.findUnique({
      where: { id },
      include: {
        accounts: { where: { providerId: 'credential', password: { not: null } }, select: { id: true } },
        memberships: {
          include: { workspace: { select: { id: true, name: true } } },
          orderBy: [{ createdAt: 'asc' }, { workspaceId: 'asc' }],
        },
      },
    });
  }

  /** Whether anyone but this person belongs to a workspace. */
  async isShared(workspaceId: string, userId: string): Promise<boolean> {
    const other = await this.database.membership.findFirst({ where: { workspaceId, userId: { not: userId } }, select: { userId: true } });
    return other !== null;
  }

  /** When consent was given or taken back is kept with it. */
  async change(id: string, { locale, trainingConsent }: MeChange, now: Date): Promise<void> {
    await this.database.user.update({
      where: { id },
      data: { locale, ...(trainingConsent === undefined ? {} : { trainingConsent, consentAt: now }) },
    });
  }
}
