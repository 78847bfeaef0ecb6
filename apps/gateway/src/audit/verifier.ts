import { Inject, Injectable } from '@nestjs/common';
import type { AuditVerification } from '@numera/contracts';
import { CLOCK, type Clock } from '../platform/tokens';
import { checkRow, GENESIS, type ChainHead, type Fault } from './chain';
import { AuditHeads } from './heads';
import { AuditRepository } from './repository';

/** Rows read at once; hashing them takes some 10 ms, after which other requests have their turn. */
const PASS = 500;
const MOST_FAULTS = 100;

const MESSAGES: Readonly<Record<Fault['kind'], string>> = {
  changed: 'is not as it was written',
  removed: 'is missing',
  cut: 'and all after it are missing, though an exported head names them',
};

/** Looks through the whole trail for rows that were changed, removed or cut off. */
@Injectable()
export class AuditVerifier {
  constructor(
    private readonly repository: AuditRepository,
    private readonly heads: AuditHeads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Computes every hash anew and compares the chain with every exported head. */
  async verify(): Promise<AuditVerification> {
    const exported = await this.heads.all();
    const expected = new Map(exported.map((head) => [head.sequence, head.hash]));
    const faults = new Map<bigint, Fault>();
    let before: ChainHead = GENESIS;
    let events = 0;
    for (let rows = await this.repository.after(0n, PASS); rows.length > 0; rows = await this.repository.after(before.sequence, PASS)) {
      for (const row of rows) {
        const fault = checkRow(row, before) ?? checkHead(row, expected);
        if (fault !== null) faults.set(fault.sequence, fault);
        before = row;
      }
      events += rows.length;
    }
    const last = exported.reduce((most, { sequence }) => (sequence > most ? sequence : most), 0n);
    if (last > before.sequence) faults.set(before.sequence + 1n, { sequence: before.sequence + 1n, kind: 'cut' });
    return {
      isIntact: faults.size === 0,
      events,
      heads: exported.length,
      head: { sequence: Number(before.sequence), hash: before.hash },
      faults: [...faults.values()].slice(0, MOST_FAULTS).map(describe),
      checkedAt: this.clock().toISOString(),
    };
  }
}

/** A chain that was written anew from some row on is whole in itself, but not what was exported. */
function checkHead({ sequence, hash }: ChainHead, expected: ReadonlyMap<bigint, string>): Fault | null {
  const known = expected.get(sequence);
  return known === undefined || known === hash ? null : { sequence, kind: 'changed' };
}

function describe({ sequence, kind }: Fault): AuditVerification['faults'][number] {
  return { sequence: Number(sequence), kind, message: `Event ${sequence} ${MESSAGES[kind]}.` };
}
