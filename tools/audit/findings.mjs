/** What npm's severities are worth looking into. */
const GRAVE = new Set(['high', 'critical']);

/**
 * Sorts what `npm audit --json` answered. `unanswered` is a sentence when the registry did not judge the packages at all; otherwise `open` are
 * grave findings without an exception, `excepted` those with one, `idle` the exceptions that fit nothing or have run out on `today` (ISO date).
 */
export function sortFindings(report, exceptions, today) {
  if (typeof report?.vulnerabilities !== 'object' || report.vulnerabilities === null) return { unanswered: reasonOf(report) };
  const findings = new Map();
  for (const { via } of Object.values(report.vulnerabilities)) {
    for (const advisory of via) {
      // A text names another package of the list, whose own entry holds the advisory.
      if (typeof advisory === 'string' || !GRAVE.has(advisory.severity)) continue;
      const id = /GHSA(?:-\w{4}){3}/.exec(advisory.url ?? '')?.[0] ?? String(advisory.source);
      findings.set(`${id} ${advisory.name}`, {
        id,
        name: advisory.name,
        severity: advisory.severity,
        title: advisory.title,
        url: advisory.url,
      });
    }
  }
  const fits = (exception, finding) => exception.id === finding.id && exception.package === finding.name && exception.until >= today;
  const all = [...findings.values()];
  return {
    open: all.filter((finding) => !exceptions.some((exception) => fits(exception, finding))),
    excepted: all.flatMap((finding) => {
      const exception = exceptions.find((each) => fits(each, finding));
      return exception === undefined ? [] : [{ ...finding, reason: exception.reason, until: exception.until }];
    }),
    idle: exceptions.filter((exception) => !all.some((finding) => fits(exception, finding))),
  };
}

function reasonOf(report) {
  const status = report?.statusCode ?? report?.error?.code;
  if (status === 405 || status === 404) return `The registry has no audit end point (it answers ${status}).`;
  return `The registry gave no answer (${report?.message ?? report?.error?.summary ?? 'nothing that could be read'}).`;
}
