import { Injectable } from '@nestjs/common';
import type { AuditEvent, AuditEvents, AuditFilter, AuditQuery, AuditVerification } from '@numera/contracts';
import type { Request } from 'express';
import type { Caller } from '../http/caller';
import { csvLine } from '../http/csv';
import { pageOf } from '../http/page';
import { AuditListing } from './listing';
import { AuditTrail } from './trail';
import { AuditVerifier } from './verifier';

/** Events fetched at once for an export. */
const PASS = 500;

const COLUMNS = [
  'sequence',
  'occurredAt',
  'action',
  'outcome',
  'actorKind',
  'actorId',
  'actorName',
  'workspaceId',
  'targetKind',
  'targetId',
  'source',
  'requestId',
  'before',
  'after',
  'count',
  'hash',
];

/** What administrators may do with the trail: read, export and verify it; the last two are events themselves. */
@Injectable()
export class AuditService {
  /** Looking through the whole trail is work: whoever asks meanwhile gets the same answer. */
  private verifying: Promise<AuditVerification> | undefined;

  constructor(
    private readonly listing: AuditListing,
    private readonly verifier: AuditVerifier,
    private readonly trail: AuditTrail,
  ) {}

  async list({ cursor, limit, ...filter }: AuditQuery): Promise<AuditEvents> {
    const found = await this.listing.before(cursor === undefined ? null : BigInt(cursor), filter, limit + 1);
    return pageOf(
      found,
      limit,
      (event) => event,
      ({ sequence }) => String(sequence),
    );
  }

  /** The lines of a CSV file with all events that fit, newest first. */
  async export(filter: AuditFilter, caller: Caller, request: Request): Promise<AsyncIterable<string>> {
    await this.trail.record({ action: 'audit.exported', outcome: 'done', caller, after: filter, request });
    return this.lines(filter);
  }

  async verify(caller: Caller, request: Request): Promise<AuditVerification> {
    this.verifying ??= this.verifier.verify().finally(() => (this.verifying = undefined));
    const { isIntact, events, head, ...verification } = await this.verifying;
    const outcome = isIntact ? 'done' : 'failed';
    await this.trail.record({ action: 'audit.verified', outcome, caller, after: { events, head: head.hash }, request });
    return { isIntact, events, head, ...verification };
  }

  private async *lines(filter: AuditFilter): AsyncIterable<string> {
    yield csvLine(COLUMNS);
    let events = await this.listing.before(null, filter, PASS);
    while (events.length > 0) {
      yield events.map(lineOf).join('');
      const last = events.at(-1)?.sequence ?? 0;
      events = events.length < PASS ? [] : await this.listing.before(BigInt(last), filter, PASS);
    }
  }
}

function lineOf(event: AuditEvent): string {
  const { actor, target, before, after } = event;
  return csvLine([
    event.sequence,
    event.occurredAt,
    event.action,
    event.outcome,
    actor.kind,
    actor.id,
    actor.name,
    event.workspaceId,
    target?.kind ?? null,
    target?.id ?? null,
    event.source,
    event.requestId,
    before === null ? null : JSON.stringify(before),
    after === null ? null : JSON.stringify(after),
    event.count,
    event.hash,
  ]);
}
