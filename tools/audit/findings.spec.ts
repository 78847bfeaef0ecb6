import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sortFindings } from './findings.mjs';

const advisory = (name: string, severity: string, id: string) => ({
  source: 1,
  name,
  severity,
  title: `a flaw of ${name}`,
  url: `https://github.com/advisories/${id}`,
});
const [GRAVE, SLIGHT] = ['GHSA-aaaa-bbbb-cccc', 'GHSA-dddd-eeee-ffff'];
const report = {
  vulnerabilities: {
    minimist: { via: [advisory('minimist', 'critical', GRAVE), advisory('minimist', 'moderate', SLIGHT)] },
    mkdirp: { via: ['minimist'] },
  },
};
const exception = { id: GRAVE, package: 'minimist', reason: 'not reachable: only our build parses its own arguments', until: '2027-01-31' };

describe('npm run audit', () => {
  it('lists grave findings, each once, and leaves slight ones out', () => {
    const { open, excepted } = sortFindings(report, [], '2026-11-21');
    expect(open).toMatchObject([{ id: GRAVE, name: 'minimist', severity: 'critical' }]);
    expect(excepted).toEqual([]);
  });

  it('states the exception of a finding, until it runs out', () => {
    const during = sortFindings(report, [exception], '2027-01-31');
    expect(during).toMatchObject({ open: [], excepted: [{ id: GRAVE, reason: exception.reason }], idle: [] });
    expect(sortFindings(report, [exception], '2027-02-01')).toMatchObject({ open: [{ id: GRAVE }], excepted: [], idle: [exception] });
  });

  it('names exceptions that nothing needs any more', () => {
    expect(sortFindings({ vulnerabilities: {} }, [exception], '2026-11-21')).toEqual({ open: [], excepted: [], idle: [exception] });
  });

  it.each([
    [{ statusCode: 405, message: 'Method Not Allowed' }, 'The registry has no audit end point (it answers 405).'],
    [{ error: { code: 'ENOTFOUND', summary: 'no such host' } }, 'The registry gave no answer (no such host).'],
    [null, 'The registry gave no answer (nothing that could be read).'],
  ])('never takes silence for health: %j', (answer, unanswered) => {
    expect(sortFindings(answer, [], '2026-11-21')).toEqual({ unanswered });
  });

  it('has exceptions that say why and until when', () => {
    const stated = JSON.parse(readFileSync(join(__dirname, '..', 'audit-exceptions.json'), 'utf8')) as (typeof exception)[];
    for (const each of stated) {
      expect(each).toEqual({
        id: expect.stringMatching(/^GHSA(-\w{4}){3}$/),
        package: expect.any(String),
        reason: expect.stringMatching(/\w{3,} \w+/),
        until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      });
    }
  });
});
