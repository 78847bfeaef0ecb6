import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';
import type { Json } from './event';

/** Most characters of a row's values: the trail is a list of what was done, not a copy of it. */
const MOST_CHARACTERS = 8_000;

/**
 * A value as the database gives it back, character for character, or the hash would not be found again: without what JSON or PostgreSQL
 * does not know (undefined, NUL, halves of a surrogate pair). One that is too long becomes its length and its SHA-256.
 */
export function clean(value: object | undefined): Json {
  if (value === undefined) return null;
  const text = JSON.stringify(value, (_name, member: unknown) => (typeof member === 'string' ? cleanText(member) : member));
  const json = renamed(JSON.parse(text) as Json);
  const canonical = canonicalJson(json);
  if (canonical.length <= MOST_CHARACTERS) return json;
  return { characters: canonical.length, sha256: createHash('sha256').update(canonical).digest('hex') };
}

/** A text without NUL and without halves of a surrogate pair, which PostgreSQL cannot keep. */
export function cleanText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}

/** The same value with members' names cleaned too. */
function renamed(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(renamed);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [cleanText(name), renamed(member as Json)]));
}
