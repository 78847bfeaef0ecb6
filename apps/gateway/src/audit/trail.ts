import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from '@numera/telemetry';
import type { Transaction } from '@numera/prisma';
import { clientAddress } from '../http/client-address';
import { ANONYMOUS, type Caller } from '../http/caller';
import { requestIdOf } from '../http/request-id';
import { CLOCK, LOGGER, type Clock } from '../platform/tokens';
import { clean, cleanText } from './clean';
import type { AuditContent, AuditEntry } from './event';
import { digestOf, neighbourhoodOf } from './personal';
import { Refusals } from './refusals';
import { AuditRepository } from './repository';
import { AuditWriter } from './writer';

/** The audit trail as features see it: they tell it what was done, by whom, to what. */
@Injectable()
export class AuditTrail {
  private readonly refusals = new Refusals();

  constructor(
    private readonly repository: AuditRepository,
    private readonly writer: AuditWriter,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Writes what was done. With the transaction of the change itself both happen or neither; rejects when the row cannot be written, so that
   * nothing is done unseen. Refusals are counted in memory and written once a minute, without the caller waiting: a flood of them costs
   * nothing, and the time of an answer does not tell whether there was a person to look up.
   */
  async record(entry: AuditEntry, transaction?: Transaction): Promise<void> {
    if (entry.outcome === 'refused') {
      this.count(entry);
      return;
    }
    const content = await this.contentOf(entry, transaction);
    await (transaction === undefined ? this.writer.write(content) : this.repository.append([content], transaction));
  }

  /** Writes the refusals counted so far; what cannot be written now is kept for the next time. */
  async flush(): Promise<void> {
    const counted = this.refusals.take();
    try {
      await this.repository.append(counted);
    } catch (error) {
      counted.forEach((content) => this.refusals.add(content));
      throw error;
    }
  }

  /** Takes away the key of a person's digests: nothing in the trail can be traced to their name or address any more. */
  forget(userId: string, transaction?: Transaction): Promise<void> {
    return this.repository.deleteKey(userId, transaction);
  }

  private count(entry: AuditEntry): void {
    this.contentOf(entry).then(
      (content) => this.refusals.add(content),
      (error: unknown) => this.logger.error({ err: error }, 'a refusal could not be recorded'),
    );
  }

  private async contentOf(entry: AuditEntry, transaction?: Transaction): Promise<AuditContent> {
    const { request, personal, target } = entry;
    const actor = actorOf(entry);
    const address = request === undefined ? undefined : clientAddress(request);
    return {
      occurredAt: this.clock(),
      action: entry.action,
      outcome: entry.outcome,
      actorKind: actor.kind,
      actorId: actor.id,
      workspaceId: entry.workspaceId ?? actor.workspaceId,
      targetKind: target?.kind ?? null,
      targetId: target === undefined ? null : cleanText(target.id.slice(0, 200)),
      source: address === undefined ? null : await this.sourceOf(address, actor.personId, transaction),
      requestId: request === undefined ? null : requestIdOf(request),
      before: clean(await this.withPersonal(entry.before, personal?.userId, personal?.before, transaction)),
      after: clean(await this.withPersonal(entry.after, personal?.userId, personal?.after, transaction)),
      count: 1,
    };
  }

  private async sourceOf(address: string, personId: string | null, transaction?: Transaction): Promise<string> {
    if (personId === null) return neighbourhoodOf(address);
    return digestOf(await this.repository.keyOf(personId, transaction), 'address', address);
  }

  private async withPersonal(
    open: object | undefined,
    userId: string | undefined,
    values: Readonly<Record<string, string>> | undefined,
    transaction?: Transaction,
  ): Promise<object | undefined> {
    if (userId === undefined || values === undefined) return open;
    const secret = await this.repository.keyOf(userId, transaction);
    const digests = Object.entries(values).map(([name, value]) => [name, digestOf(secret, name, value)] as const);
    return { ...open, ...Object.fromEntries(digests) };
  }
}

interface Actor {
  readonly kind: 'system' | Caller['kind'];
  /** A person, or a key. */
  readonly id: string | null;
  /** Whose key digests the address. */
  readonly personId: string | null;
  readonly workspaceId: string | null;
}

function actorOf({ caller, actorId, outcome, request }: AuditEntry): Actor {
  // Whoever was refused while calling themselves someone may be anyone: their address is not that person's.
  if (actorId !== undefined) return { kind: 'person', id: actorId, personId: outcome === 'refused' ? null : actorId, workspaceId: null };
  const who = caller ?? (request === undefined ? undefined : ANONYMOUS);
  if (who === undefined) return { kind: 'system', id: null, personId: null, workspaceId: null };
  switch (who.kind) {
    case 'person':
      return { kind: who.kind, id: who.userId, personId: who.userId, workspaceId: who.workspaceId };
    case 'key':
      return { kind: who.kind, id: who.apiKeyId, personId: who.userId, workspaceId: who.workspaceId };
    default:
      return { kind: who.kind, id: null, personId: null, workspaceId: null };
  }
}
