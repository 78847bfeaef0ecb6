import type { UserQuery } from '@numera/contracts';
import type { Prisma } from '@numera/prisma';
import { z } from 'zod';
import { Problem } from '../http/problem';

type Field = 'name' | 'email' | 'createdAt';

/** Where a page ended: the last row's value of what is sorted by, and its id. */
export interface Place {
  readonly value: string;
  readonly id: string;
}

const place = z.tuple([z.string().max(300), z.uuid()]);

export function orderOf(sort: UserQuery['sort']): { field: Field; direction: 'asc' | 'desc' } {
  const isDown = sort.startsWith('-');
  return { field: (isDown ? sort.slice(1) : sort) as Field, direction: isDown ? 'desc' : 'asc' };
}

/** What comes after a place in that order. */
export function after(sort: UserQuery['sort'], { value, id }: Place): Prisma.UserWhereInput {
  const { field, direction } = orderOf(sort);
  const beyond = <T>(than: T) => (direction === 'asc' ? { gt: than } : { lt: than });
  const at = field === 'createdAt' ? new Date(value) : value;
  return { OR: [{ [field]: beyond(at) }, { [field]: at, id: beyond(id) }] };
}

/** The place as a cursor that a caller hands back. */
export function cursorOf(sort: UserQuery['sort'], row: { id: string; name: string; email: string; createdAt: Date }): string {
  const value = row[orderOf(sort).field];
  return Buffer.from(JSON.stringify([value instanceof Date ? value.toISOString() : value, row.id])).toString('base64url');
}

/** Throws 400 for what is no cursor of that order. */
export function placeOf(sort: UserQuery['sort'], cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [value, id] = parse(cursor);
  if (orderOf(sort).field === 'createdAt' && Number.isNaN(Date.parse(value))) throw badCursor();
  return { value, id };
}

function parse(cursor: string): z.output<typeof place> {
  try {
    return place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw badCursor();
  }
}

function badCursor(): Problem {
  return new Problem(400, 'bad_cursor', 'The cursor does not come from this list.');
}
