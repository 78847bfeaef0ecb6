import type { AuditContent } from './event';
import { Refusals } from './refusals';

const refusal = (change: Partial<AuditContent>): AuditContent => ({
  occurredAt: new Date(0),
  action: 'access.refused',
  outcome: 'refused',
  actorKind: 'anonymous',
  actorId: null,
  workspaceId: null,
  targetKind: 'route',
  targetId: 'GET /api/v1/me',
  source: '203.0.113.0/24',
  requestId: null,
  before: null,
  after: null,
  count: 1,
  ...change,
});

describe('refusals', () => {
  it('that are alike become one row that counts them, with the time and the request of the first', () => {
    const refusals = new Refusals();
    refusals.add(refusal({ requestId: 'first' }));
    refusals.add(refusal({ requestId: 'second', occurredAt: new Date(5) }));
    refusals.add(refusal({ source: '198.51.100.0/24' }));
    expect(refusals.take()).toEqual([refusal({ requestId: 'first', count: 2 }), refusal({ source: '198.51.100.0/24' })]);
    expect(refusals.take()).toEqual([]);
  });

  it('from ever new sources fill no memory: a thousand are told apart, the rest is counted together', () => {
    const refusals = new Refusals();
    for (let i = 0; i < 5_000; i++) refusals.add(refusal({ source: `source ${i}`, actorKind: i % 2 ? 'person' : 'anonymous' }));
    const rows = refusals.take();
    expect(rows).toHaveLength(1_001);
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(5_000);
    expect(rows.at(-1)).toEqual(refusal({ source: null, targetKind: null, targetId: null, count: 4_000 }));
  });

  it('keep their count when they could not be written and are added again', () => {
    const refusals = new Refusals();
    refusals.add(refusal({ count: 7 }));
    refusals.add(refusal({ count: 2 }));
    expect(refusals.take()).toEqual([refusal({ count: 9 })]);
  });
});
