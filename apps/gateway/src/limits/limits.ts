import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@numera/config';
import type { Request, Response } from 'express';
import { callerOf, type Caller } from '../http/caller';
import { clientAddress, isOwnMachine, sourceOf } from '../http/client-address';
import { Problem } from '../http/problem';
import { CLOCK, CONFIG, type Clock } from '../platform/tokens';
import type { Count, Counter, CounterStore } from './counters';
import { delayOf, quotaOf, rules, TIERS, type LimitName, type Quota, type Tier } from './rules';
import { Tally } from './tally';

export const COUNTERS = Symbol('counters');

export interface Taken {
  /** The account that is tried, or the receiver of the mail, as the caller wrote it; whether there is one makes no difference. */
  readonly account?: string;
  readonly points?: number;
}

interface Limit {
  readonly quota: Quota;
  readonly count: (key: string, points: number) => Count | Promise<Count>;
}

/** How often callers do what costs something, counted for all gateways together. */
@Injectable()
export class Limits {
  private readonly limits = new Map<string, Limit>();
  private readonly tallies: Tally[] = [];
  /** Tries at an account by everyone; present where a pair's limit is on. */
  private readonly tries = new Map<LimitName, Counter>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(COUNTERS) private readonly store: CounterStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    for (const name of Object.keys(rules) as LimitName[]) for (const tier of TIERS) this.add(name, tier);
  }

  /**
   * Counts one request (or `points`) against a rule and tells the caller how much is left in RateLimit headers. Throws Problem 429 with
   * Retry-After when it is too much. Tries at one account from many addresses are not refused, but their answers take longer and longer.
   */
  async take(name: LimitName, request: Request, response: Response, { account, points = 1 }: Taken = {}): Promise<void> {
    const subjects = this.subjects(name, request, account);
    const counts = await Promise.all(subjects.map(async ([limit, key]) => ({ quota: limit.quota, ...(await limit.count(key, points)) })));
    const tightest = counts.sort((a, b) => a.quota.points - a.used - (b.quota.points - b.used))[0];
    if (tightest === undefined) return;
    const resetSeconds = String(Math.max(1, Math.ceil(tightest.resetMs / 1000)));
    const isRefused = tightest.used > tightest.quota.points;
    // Under several limits a caller is told of the first one, or of the one that was exceeded.
    if (isRefused || !response.hasHeader('RateLimit-Limit')) {
      response.set({
        'RateLimit-Limit': String(tightest.quota.points),
        'RateLimit-Remaining': String(Math.max(0, tightest.quota.points - tightest.used)),
        'RateLimit-Reset': resetSeconds,
      });
    }
    if (isRefused) {
      throw new Problem(429, 'too_many_requests', 'That was too often: wait a little and try again.', {
        headers: { 'Retry-After': resetSeconds },
      });
    }
    if (account !== undefined) await this.slowDown(name, account);
  }

  /** Tells the other gateways what was counted here; to be called every second. */
  async share(): Promise<void> {
    for (const tally of this.tallies) await tally.share();
  }

  async close(): Promise<void> {
    await this.share();
    await this.store.close();
  }

  private add(name: LimitName, tier: Tier): void {
    const quota = quotaOf(this.config, name, tier);
    if (quota === null) return;
    const counter = this.store.counter(`${name}:${tier}`, quota);
    if (tier === 'caller') {
      const tally = new Tally(counter, quota, this.clock);
      this.tallies.push(tally);
      this.limits.set(`${name}:${tier}`, { quota, count: (key, points) => tally.add(key, points) });
    } else {
      this.limits.set(`${name}:${tier}`, { quota, count: (key, points) => counter.add(key, points) });
    }
    if (tier === 'pair') this.tries.set(name, this.store.counter(`${name}:account`, quota));
  }

  /** The limits that a request is under, each with the key that it is counted by. */
  private subjects(name: LimitName, request: Request, account: string | undefined): [Limit, string][] {
    const source = sourceOf(clientAddress(request));
    const keys: Record<Tier, () => string | undefined> = {
      source: () => source,
      pair: () => (account === undefined ? undefined : `${digest(account)}:${source}`),
      receiver: () => (account === undefined ? undefined : digest(account)),
      caller: () => this.callerKey(callerOf(request), request, source),
    };
    return TIERS.flatMap((tier): [Limit, string][] => {
      const limit = this.limits.get(`${name}:${tier}`);
      const key = limit === undefined ? undefined : keys[tier]();
      return limit === undefined || key === undefined ? [] : [[limit, key]];
    });
  }

  /** Whom a caller is counted as; undefined for whom nothing is counted. */
  private callerKey(caller: Caller, request: Request, source: string): string | undefined {
    switch (caller.kind) {
      case 'operator':
        return undefined;
      case 'key':
        return caller.isUnlimited ? undefined : `key:${caller.apiKeyId}`;
      case 'person':
        return `person:${caller.userId}`;
      case 'anonymous':
        // At one's own machine there is nobody to be protected from.
        return isOwnMachine(request, this.config) ? undefined : source;
    }
  }

  private async slowDown(name: LimitName, account: string): Promise<void> {
    const count = await this.tries.get(name)?.add(digest(account), 1);
    const delayMs = count === undefined ? 0 : delayOf(count.used);
    if (delayMs > 0) await sleep(delayMs);
  }
}

/** An account's name is personal, and as long as its writer likes: neither is anything to keep. */
function digest(account: string): string {
  return createHash('sha256').update(account.normalize('NFKC').trim().toLowerCase()).digest('base64url').slice(0, 22);
}
