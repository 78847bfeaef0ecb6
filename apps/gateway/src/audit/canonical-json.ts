import type { Json } from './event';

/**
 * JSON with members sorted by their names' UTF-16 code units and no white space, as RFC 8785 (JCS) has it: ECMAScript's own
 * way of writing strings and numbers is the one that it prescribes.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
