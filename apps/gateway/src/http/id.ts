import { z } from 'zod';
import { Problem } from './problem';

const uuid = z.uuid();

/** An id from a path; what is no id names nothing, so it is 404. */
export function parseId(id: string, noun: string): string {
  if (!uuid.safeParse(id).success) throw new Problem(404, 'not_found', `There is no such ${noun}.`);
  return id;
}
