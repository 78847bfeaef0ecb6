import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { KeyHolder } from '../http/caller';
import { Problem } from '../http/problem';
import { CLOCK, type Clock } from '../platform/tokens';
import { Chunks } from '../predictions/chunks';
import { hashKey, isKey } from './key';
import { ApiKeyRepository, type KeyRow } from './repository';
import { ApiKeyUses } from './uses';

/** Finds out who holds a key. Looked up at each request (under load many with one statement), so that what is revoked or disabled ends at once. */
@Injectable()
export class ApiKeyAuthentication {
  private readonly rows = new Chunks<string, KeyRow | undefined>(async (hashes) => {
    const found = await this.repository.findByHash([...new Set(hashes)]);
    return hashes.map((hash) => found.get(hash));
  });

  constructor(
    private readonly repository: ApiKeyRepository,
    private readonly uses: ApiKeyUses,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Whoever the key says is calling. Throws Problem 401 for a key that is unknown, expired or revoked, or whose owner may no longer come in. */
  async authenticate(key: string, request: Request): Promise<KeyHolder> {
    const row = isKey(key) ? await this.rows.add(hashKey(key)) : undefined;
    if (row === undefined) throw refusal('unauthenticated', 'That key is not known.');
    if (request.res !== undefined) this.uses.watch(row.id, request.res);
    if (row.revokedAt !== null) throw refusal('key_revoked', 'That key has been revoked.');
    if (row.expiresAt !== null && row.expiresAt <= this.clock()) throw refusal('key_expired', 'That key has expired.');
    if (row.isOwnerDisabled || row.role === null)
      throw refusal('key_without_owner', 'Whoever made that key may no longer use this workspace.');
    const { id, userId, workspaceId, role, isAdministrator, scopes, isUnlimited } = row;
    return { kind: 'key', apiKeyId: id, userId, workspaceId, role, isAdministrator, scopes, isUnlimited };
  }
}

function refusal(code: string, message: string): Problem {
  return new Problem(401, code, message, { headers: { 'WWW-Authenticate': 'Bearer' } });
}
