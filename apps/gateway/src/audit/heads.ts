import { Inject, Injectable } from '@nestjs/common';
import type { ObjectStore } from '@numera/storage';
import type { Logger } from '@numera/telemetry';
import { z } from 'zod';
import { CLOCK, LOGGER, STORE, type Clock } from '../platform/tokens';
import type { ChainHead } from './chain';
import { AuditRepository } from './repository';

/** Kind of the objects that hold heads; they are never encrypted, so that anyone can compare. */
const KIND = 'auditheads';

const file = z.object({ day: z.string(), sequence: z.string().regex(/^\d{1,18}$/), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * The chain's head of every day, kept in a table of its own, as a file of the object store and as a line of the log: whoever cuts rows off the
 * end, or writes the whole chain anew, would have to change all three.
 */
@Injectable()
export class AuditHeads {
  constructor(
    private readonly repository: AuditRepository,
    @Inject(STORE) private readonly store: ObjectStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Exports today's head (UTC) unless that was done; a file that is missing is written again. */
  async export(): Promise<void> {
    const day = this.clock().toISOString().slice(0, 10);
    const midnight = new Date(`${day}T00:00:00.000Z`);
    const known = await this.repository.findHead(midnight);
    if (known !== null && (await this.store.exists(keyOf(day)))) return;
    const head = known ?? (await this.addHead(midnight));
    if (head === null) return;
    const content = { day, sequence: head.sequence.toString(), hash: head.hash };
    await this.store.put(keyOf(day), Buffer.from(`${JSON.stringify(content)}\n`));
    this.logger.info(content, 'head of the audit trail');
  }

  /** Every head that was exported: the table's and the files'. A file that is no head counts for nothing. */
  async all(): Promise<ChainHead[]> {
    const heads = await this.repository.heads();
    for await (const key of this.store.list(KIND)) {
      const parsed = file.safeParse(parseJson(await this.store.get(key)));
      if (parsed.success) heads.push({ sequence: BigInt(parsed.data.sequence), hash: parsed.data.hash });
    }
    return heads;
  }

  private async addHead(midnight: Date): Promise<ChainHead | null> {
    const head = await this.repository.head();
    return head.sequence === 0n ? null : this.repository.addHead(midnight, head);
  }
}

/** `auditheads/26/2026-11-21`: the store spreads objects over folders by two letters, here the century's years. */
function keyOf(day: string): string {
  return `${KIND}/${day.slice(2, 4)}/${day}`;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
