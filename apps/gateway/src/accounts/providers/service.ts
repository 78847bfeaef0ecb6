import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { LinkedProvider } from '@numera/contracts';
import type { Request } from 'express';
import { AuditTrail } from '../../audit/trail';
import type { Person } from '../../http/caller';
import { Problem } from '../../http/problem';
import { CONFIG } from '../../platform/tokens';
import { providersOf } from '../federation/providers';
import { LinkedProviderRepository } from './repository';

/** The identities elsewhere by which someone signs in. They are added by `link-social`, and removed here. */
@Injectable()
export class LinkedProviders {
  constructor(
    private readonly identities: LinkedProviderRepository,
    private readonly trail: AuditTrail,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async list({ userId }: Person): Promise<LinkedProvider[]> {
    const names = new Map<string, string>(providersOf(this.config).map(({ id, name }) => [id, name]));
    const rows = await this.identities.list(userId);
    return rows.map(({ id, providerId, email, createdAt }) => ({
      id,
      provider: providerId,
      // One that is not set up any more.
      name: names.get(providerId) ?? providerId,
      email,
      linkedAt: createdAt.toISOString(),
    }));
  }

  /** Throws 404 without such an identity, 409 `last_sign_in` where nothing else would let the person in. */
  async unlink(person: Person, id: string, request: Request): Promise<void> {
    const { userId } = person;
    const usable = providersOf(this.config).map((provider) => provider.id);
    await this.identities.exclusively(userId, async (transaction) => {
      const provider = await this.identities.remove(userId, id, transaction);
      if (provider === null) throw new Problem(404, 'not_found', 'There is no such connection.');
      if (!(await this.identities.hasOtherWay(userId, id, usable, transaction))) {
        throw new Problem(409, 'last_sign_in', 'This is the only way into the account: set a password first.');
      }
      const target = { kind: 'provider', id };
      await this.trail.record(
        { action: 'provider.unlinked', outcome: 'done', caller: person, target, after: { provider }, request },
        transaction,
      );
    });
  }
}
