import type { z } from 'zod';
import { Problem } from './problem';
import { refuseUnstorable } from './storable';

/** Parses a query string's values, or 400 naming each that is wrong. */
export function parseQuery<T extends z.ZodType>(shape: T, query: unknown): z.output<T> {
  return parse(shape, query, 'bad_query', 'The query has a value that is not allowed.');
}

/** Parses a body, or 400 naming each member that is wrong. */
export function parseBody<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  return parse(shape, body, 'bad_request', 'The body has a value that is not allowed.');
}

function parse<T extends z.ZodType>(shape: T, value: unknown, code: string, message: string): z.output<T> {
  refuseUnstorable(value);
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem(400, code, message, { errors: parsed.error.issues.map((i) => ({ path: i.path.join('.'), message: i.message })) });
}
