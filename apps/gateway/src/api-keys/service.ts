import { Inject, Injectable } from '@nestjs/common';
import type { ApiKey, ApiKeyRequest, ApiKeyUsage, NewApiKey, OperatorApiKeyRequest } from '@numera/contracts';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { AuditTrail } from '../audit/trail';
import { mayGive } from '../http/access-rules';
import { callerOf, type Person, type Scope, type Standing } from '../http/caller';
import { pageOf } from '../http/page';
import { Problem } from '../http/problem';
import { CLOCK, type Clock } from '../platform/tokens';
import { makeKey } from './key';
import { ApiKeyRepository, type ShownKeyRow } from './repository';

/** Good keys of one person in one workspace. */
const MOST_KEYS = 50;
const DAY_MS = 86_400_000;

interface Owner extends Standing {
  readonly userId: string;
  readonly workspaceId: string;
}

/** Rules of keys: what a key may do at most, who sees and revokes it. */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly repository: ApiKeyRepository,
    private readonly trail: AuditTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Makes a key for the caller, in the workspace they look at; the only time the key itself is told. */
  async create(person: Person, asked: ApiKeyRequest, request: Request): Promise<NewApiKey> {
    if (asked.isUnlimited === true && !person.isAdministrator)
      throw new Problem(403, 'forbidden', 'Only an administrator of the installation may make a key without limits.');
    return this.make(person, asked, request);
  }

  /** Makes a key for someone, in the workspace they joined first. */
  async createFor({ user, ...asked }: OperatorApiKeyRequest, request: Request): Promise<NewApiKey> {
    const owner = await this.repository.findOwner(user);
    const membership = owner?.memberships[0];
    if (owner === null || owner.disabledAt !== null || membership === undefined)
      throw new Problem(404, 'not_found', 'There is no such user, or they are disabled or in no workspace.');
    return this.make({ userId: owner.id, isAdministrator: owner.isAdministrator, ...membership }, asked, request);
  }

  /** One's own keys; an admin of the workspace sees everyone's. */
  async list(person: Person, cursor: string | undefined, limit: number): Promise<{ items: ApiKey[]; nextCursor: string | null }> {
    const owner = person.role === 'admin' ? undefined : person.userId;
    const rows = await this.repository.list(person.workspaceId, owner, cursor, limit + 1);
    return pageOf(rows, limit, present, ({ id }) => id);
  }

  /** Ends a key for good; one that is revoked already stays so. */
  async revoke(person: Person, id: string, request: Request): Promise<void> {
    const { id: known } = await this.visible(person, id);
    await this.repository.transact(async (transaction) => {
      if (!(await this.repository.revoke(known, this.clock(), transaction))) return;
      const target = { kind: 'api-key', id: known };
      await this.trail.record({ action: 'api-key.revoked', outcome: 'done', caller: person, target, request }, transaction);
    });
  }

  /** Requests and refusals of a key on each of the last days, today (UTC) included. */
  async usage(person: Person, id: string, days: number): Promise<ApiKeyUsage> {
    await this.visible(person, id);
    const today = Math.floor(this.clock().getTime() / DAY_MS);
    const since = new Date((today - days + 1) * DAY_MS);
    const uses = await this.repository.uses(id, since);
    return {
      days: Array.from({ length: days }, (_, i) => {
        const day = new Date(since.getTime() + i * DAY_MS).toISOString().slice(0, 10);
        return { day, ...(uses.get(day) ?? { requests: 0, refused: 0 }) };
      }),
    };
  }

  private async make({ userId, workspaceId, role, isAdministrator }: Owner, asked: ApiKeyRequest, request: Request): Promise<NewApiKey> {
    const now = this.clock();
    const { name, scopes, expiresAt } = asked;
    const denied = scopes.filter((scope) => !mayGive({ role, isAdministrator }, scope));
    if (denied.length > 0) throw new Problem(403, 'forbidden', `Your role does not allow: ${denied.join(', ')}.`);
    if (expiresAt !== undefined && new Date(expiresAt) <= now) throw new Problem(400, 'bad_request', 'The key would have expired already.');
    if ((await this.repository.countGood(userId, workspaceId, now)) >= MOST_KEYS)
      throw new Problem(409, 'too_many_keys', `There are ${MOST_KEYS} keys already: revoke one first.`);
    const { key, prefix, keyHash } = makeKey();
    const isUnlimited = asked.isUnlimited === true;
    const data = { id: uuidv7(), userId, workspaceId, name, prefix, keyHash, scopes, isUnlimited, createdAt: now, expiresAt };
    const row = await this.repository.transact(async (transaction) => {
      const created = await this.repository.create(data, transaction);
      const after = { prefix, scopes, isUnlimited, expiresAt: expiresAt ?? null, owner: userId };
      const target = { kind: 'api-key', id: data.id };
      const entry = { action: 'api-key.created', outcome: 'done', caller: callerOf(request), workspaceId, target, after, request } as const;
      await this.trail.record(entry, transaction);
      return created;
    });
    return { ...present(row), key };
  }

  /** A key that the caller may see; another's, or another workspace's, is not there. */
  private async visible(person: Person, id: string): Promise<ShownKeyRow> {
    const row = await this.repository.find(id, person.workspaceId);
    if (row === null || (row.user.id !== person.userId && person.role !== 'admin'))
      throw new Problem(404, 'not_found', 'There is no such key.');
    return row;
  }
}

function present({ user, ...row }: ShownKeyRow): ApiKey {
  return {
    ...row,
    scopes: row.scopes as Scope[],
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    owner: user,
  };
}
