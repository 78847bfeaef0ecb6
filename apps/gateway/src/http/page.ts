import { pageQuery } from '@numera/contracts';
import { z } from 'zod';

/** The query of a list that goes on after an id. */
export const pageByIdQuery = pageQuery.extend({ cursor: z.uuid().optional() });

/** The page that rows make which were asked for with one more than its `limit`; `cursorOf` says of its last item where the next one begins. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  present: (row: Row) => Item,
  cursorOf: (item: Item) => string,
): { items: Item[]; nextCursor: string | null } {
  const items = rows.slice(0, limit).map(present);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}
