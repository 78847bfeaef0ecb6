import { found, isHealthy, linesOf, missing } from './finding';
import { nodeFinding } from './machine';

describe('findings', () => {
  test('what is merely absent does no harm, what is needed does', () => {
    const optional = { title: 'Engines', findings: [found('cpu', 'works', true), missing('cuda', 'no card')] };
    expect(isHealthy([optional])).toBe(true);
    expect(isHealthy([optional, { title: 'Parts', findings: [missing('model', 'gone', true)] }])).toBe(false);
  });
  test('are printed with a mark, a detail and what would help', () => {
    const lines = linesOf([{ title: 'Parts', findings: [found('mnist', 'there'), missing('model', 'gone', true, 'fetch it')] }]);
    expect(lines).toEqual([
      'Parts',
      '  ok  mnist  there',
      '  NO  model  gone',
      '             to have it: fetch it',
      '',
      'Numera lacks something it needs: see NO above.',
    ]);
  });
  test.each([
    ['20.18.3', 'missing'],
    ['20.19.0', 'ok'],
    ['22.0.0', 'ok'],
    ['18.20.0', 'missing'],
  ])('Node %s is %s', (version, state) => expect(nodeFinding(version)).toMatchObject({ state, isNeeded: true }));
});
