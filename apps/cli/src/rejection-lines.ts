import type { Rejection } from '@numera/learning';
import { percent, table } from './table';

/** What was refused of pictures that show no digit, by kind. */
export function rejectionLines({ count, rejected, share, byKind }: Rejection): string[] {
  const rows = Object.entries(byKind).map(([kind, row]) => [kind, percent(row.share), String(row.rejected), String(row.count)]);
  return [
    `${rejected} of ${count} pictures of no digit refused: ${percent(share)}`,
    ...table([['no digit', 'refused', 'rejected', 'count'], ...rows]),
  ];
}
