import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import { checkRow, GENESIS, hashOf, seal } from './chain';
import { clean } from './clean';
import type { AuditContent, AuditRow } from './event';

const content = (action: string, change: Partial<AuditContent> = {}): AuditContent => ({
  occurredAt: new Date('2026-11-21T10:00:00.123Z'),
  action,
  outcome: 'done',
  actorKind: 'system',
  actorId: null,
  workspaceId: null,
  targetKind: null,
  targetId: null,
  source: null,
  requestId: null,
  before: null,
  after: { name: 'x', list: [1, 2] },
  count: 1,
  ...change,
});

function chain(length: number): AuditRow[] {
  const rows: AuditRow[] = [];
  for (let i = 0; i < length; i++) rows.push(seal(content(`event.number${i}`), rows.at(-1) ?? GENESIS));
  return rows;
}

describe('the chain of the audit trail', () => {
  it('numbers rows without gaps, each with the hash of the one before', () => {
    const rows = chain(3);
    expect(rows.map(({ sequence }) => sequence)).toEqual([1n, 2n, 3n]);
    expect(rows.map(({ previousHash }) => previousHash)).toEqual([GENESIS.hash, rows[0]!.hash, rows[1]!.hash]);
    expect(rows.map((row, i) => checkRow(row, rows[i - 1] ?? GENESIS))).toEqual([null, null, null]);
  });

  it('has the hash that its documentation says, so that others can compute it', () => {
    const text =
      '{"action":"user.created","actorId":null,"actorKind":"system","after":{"list":[1,2],"name":"x"},"before":null,"count":1,' +
      '"occurredAt":"2026-11-21T10:00:00.123Z","outcome":"done","previousHash":"' +
      `${'0'.repeat(64)}","requestId":null,"sequence":"1","source":null,"targetId":null,"targetKind":null,"workspaceId":null}`;
    expect(seal(content('user.created'), GENESIS).hash).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it.each<[keyof AuditContent, Partial<AuditContent>]>([
    ['occurredAt', { occurredAt: new Date('2026-11-21T10:00:00.124Z') }],
    ['action', { action: 'other.done' }],
    ['outcome', { outcome: 'refused' }],
    ['actorKind', { actorKind: 'person' }],
    ['actorId', { actorId: '0190a0a0-0000-7000-8000-000000000001' }],
    ['workspaceId', { workspaceId: '0190a0a0-0000-7000-8000-000000000001' }],
    ['targetKind', { targetKind: 'user' }],
    ['targetId', { targetId: 'x' }],
    ['source', { source: '10.0.0.0/24' }],
    ['requestId', { requestId: 'r' }],
    ['before', { before: { role: 'user' } }],
    ['after', { after: { name: 'x', list: [2, 1] } }],
    ['count', { count: 2 }],
  ])('shows a changed %s', (_name, change) => {
    const [first, second] = chain(2);
    expect(checkRow({ ...second!, ...change }, first!)).toEqual({ sequence: 2n, kind: 'changed' });
  });

  it('shows which row was written anew, though its own hash is right', () => {
    const [first, second] = chain(2);
    const forged = { ...first!, action: 'nothing.happened' };
    const resealed = { ...forged, hash: hashOf(forged) };
    expect(checkRow(resealed, GENESIS)).toBeNull();
    expect(checkRow(second!, resealed)).toEqual({ sequence: 1n, kind: 'changed' });
  });

  it('shows a row that is missing', () => {
    const [first, , third] = chain(3);
    expect(checkRow(third!, first!)).toEqual({ sequence: 2n, kind: 'removed' });
    expect(checkRow(third!, GENESIS)).toEqual({ sequence: 1n, kind: 'removed' });
  });
});

describe('values in the trail', () => {
  it('are written in one way only, whatever the order they came in', () => {
    expect(canonicalJson({ b: [true, null, 1.5], a: { '€': '\u20ac\n', 10: 1, 9: 2 } })).toBe(
      '{"a":{"10":1,"9":2,"€":"€\\n"},"b":[true,null,1.5]}',
    );
  });

  it('lose what the database could not give back', () => {
    expect(clean({ gone: undefined, text: 'a\u0000b\ud800', 'na\u0000me': 1, at: new Date(0) })).toEqual({
      text: 'a\ufffdb\ufffd',
      'na\ufffdme': 1,
      at: '1970-01-01T00:00:00.000Z',
    });
    expect(clean(undefined)).toBeNull();
  });

  it('become their length and hash when they are long', () => {
    expect(clean({ text: 'x'.repeat(8_000) })).toEqual({ characters: 8_011, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  });
});
