import { createHash, createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../http/problem';
import { CLOCK, SECRET, type Clock } from '../platform/tokens';
import { digestOf, keyOf } from './key';
import { IdempotencyKeyRepository, type Claim } from './repository';

/** How long a key stands for what it has made, ms. */
export const KEPT_MS = 24 * 3_600_000;
/** Whoever has claimed a key and made nothing for so long has crashed, ms. The row of what is made comes long before its answer. */
export const ABANDONED_MS = 60_000;

/** What a repeated request is about: an id for what it makes, and, where a key came along, a secret that its repetitions have again. */
export interface Making {
  readonly id: string;
  readonly secret?: string;
}

export interface Ways<T> {
  /** Makes it, under the id given. */
  readonly make: (making: Making) => Promise<T>;
  /** Finds what an earlier request made or, while that is `isUnderWay`, is just making; undefined when it is not there. */
  readonly find: (made: Making, isUnderWay: boolean) => Promise<T | undefined>;
}

/**
 * The header Idempotency-Key (draft-ietf-httpapi-idempotency-key-header-07): a request that is sent again, because its answer was lost, gets what the
 * first one made. A claim comes before what it stands for, so that of several at once one makes it.
 */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly keys: IdempotencyKeyRepository,
    @Inject(SECRET) private readonly secret: string,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Makes what is asked for, once for each key. `asked` is all that makes a difference; the same key with something else is 422, while
   * the first request is still on its way 409.
   */
  async once<T>(request: Request, asked: readonly (string | Uint8Array)[], ways: Ways<T>): Promise<T> {
    const key = keyOf(request);
    const id = uuidv7();
    if (key === undefined) return ways.make({ id });
    const digest = digestOf(request, key, this.secret);
    const now = this.clock();
    const mine: Claim = { resourceId: id, requestHash: hashOf(asked), claimedAt: now };
    if (!(await this.keys.claim(digest, mine, new Date(now.getTime() + KEPT_MS)))) {
      const earlier = await this.keys.find(digest);
      if (earlier === null) throw underWay();
      if (earlier.requestHash !== mine.requestHash)
        throw new Problem(422, 'idempotency_key_reused', 'This Idempotency-Key came with another request; take a new one.');
      const isUnderWay = now.getTime() - earlier.claimedAt.getTime() < ABANDONED_MS;
      const found = await ways.find(this.making(earlier.resourceId, digest), isUnderWay);
      if (found !== undefined) return found;
      if (isUnderWay || !(await this.keys.takeOver(digest, earlier, mine))) throw underWay();
    }
    const making = this.making(id, digest);
    try {
      return await ways.make(making);
    } catch (error) {
      // What was refused before it was made may be tried again under the same key.
      if ((await ways.find(making, false)) === undefined) await this.keys.release(digest, id);
      throw error;
    }
  }

  /** Forgets the keys whose time is over. */
  clean(): Promise<number> {
    return this.keys.deleteExpired(this.clock());
  }

  private making(id: string, digest: string): Making {
    const secret = createHmac('sha256', this.secret).update(`idempotent:${id}:${digest}`).digest('base64url');
    return { id, secret };
  }
}

function hashOf(parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  // Each by its own hash, so that no two lists of parts run together to the same.
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest('hex');
}

function underWay(): Problem {
  const headers = { 'Retry-After': '1' };
  return new Problem(409, 'request_under_way', 'The first request with this Idempotency-Key is still on its way; ask again.', { headers });
}
