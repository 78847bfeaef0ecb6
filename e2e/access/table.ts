import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCUMENT = join(__dirname, '..', '..', 'docs', 'access.md');

/** Who calls; the columns of the table in docs/access.md, which says what each means. */
export const CALLERS = [
  ...(['anonymous', 'owner', 'colleague', 'reviewer', 'admin', 'other admin', 'administrator', 'operator'] as const),
  ...(['key without', 'key with', 'disabled', 'expired'] as const),
] as const;
export type CallerName = (typeof CALLERS)[number];

/** A route and the status that each caller gets. */
export interface AccessRow {
  readonly method: string;
  readonly path: string;
  /** Name of the rule that the route declares; `-` where the accounts' library decides. */
  readonly rule: string;
  readonly statuses: Readonly<Record<CallerName, number>>;
}

/** The rows of every table in docs/access.md that lists routes. */
export function accessTable(): AccessRow[] {
  const rows: AccessRow[] = [];
  for (const line of readFileSync(DOCUMENT, 'utf8').split('\n')) {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1'));
    const [method = '', path = '', rule = '', ...statuses] = cells;
    if (!/^[A-Z]+$/.test(method)) continue;
    if (statuses.length !== CALLERS.length || !statuses.every((status) => /^\d{3}$/.test(status)))
      throw new Error(`docs/access.md: ${line}`);
    const byCaller = Object.fromEntries(CALLERS.map((caller, i) => [caller, Number(statuses[i])])) as Record<CallerName, number>;
    rows.push({ method, path, rule, statuses: byCaller });
  }
  return rows;
}
