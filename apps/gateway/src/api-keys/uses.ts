import { Inject, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { CLOCK, type Clock } from '../platform/tokens';
import { ApiKeyRepository, type KeyUse } from './repository';

/** Answers to a key that was used for what it may not do, or too often, or when it was no longer good. */
const REFUSALS = [401, 403, 429];

/** Counts requests by key and day here, and adds them to the rows every few seconds: no request waits for a row. */
@Injectable()
export class ApiKeyUses {
  private counted = new Map<string, KeyUse>();

  constructor(
    private readonly repository: ApiKeyRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Counts a request when it is answered. */
  watch(apiKeyId: string, response: Response): void {
    response.once('close', () => this.count(apiKeyId, REFUSALS.includes(response.statusCode)));
  }

  /** Writes what was counted so far; what can not be written now is kept for the next time. */
  async flush(): Promise<void> {
    const uses = this.counted;
    if (uses.size === 0) return;
    this.counted = new Map();
    try {
      await this.repository.addUses([...uses.values()]);
    } catch (error) {
      for (const use of uses.values()) this.merge(use);
      throw error;
    }
  }

  private count(apiKeyId: string, isRefused: boolean): void {
    const lastAt = this.clock();
    const day = lastAt.toISOString().slice(0, 10);
    this.merge({ apiKeyId, day, requests: 1, refused: isRefused ? 1 : 0, lastAt });
  }

  private merge(use: KeyUse): void {
    const id = `${use.apiKeyId} ${use.day}`;
    const known = this.counted.get(id);
    if (known === undefined) this.counted.set(id, { ...use });
    else {
      known.requests += use.requests;
      known.refused += use.refused;
      if (use.lastAt > known.lastAt) known.lastAt = use.lastAt;
    }
  }
}
