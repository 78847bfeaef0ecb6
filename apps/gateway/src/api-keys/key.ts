import { createHash, randomBytes } from 'node:crypto';
import type { Request } from 'express';

const FORM = /^numera_[A-Za-z0-9_-]{43}$/;
/** Enough to tell keys apart by, too little to guess the rest. */
const SHOWN = 'numera_'.length + 6;

/** A fresh key of 256 bits, what is shown of it later, and what is kept of it. */
export function makeKey(): { key: string; prefix: string; keyHash: string } {
  const key = `numera_${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, SHOWN), keyHash: hashKey(key) };
}

/** Nobody guesses 256 random bits, so a fast hash keeps them as well as a slow one would. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** Whether a text can be a key at all; what can not costs no look at the database. */
export function isKey(text: string): boolean {
  return FORM.test(text);
}

/** What a request sends as its key: `Authorization: Bearer …`, else `x-api-key`; undefined when it sends none. */
export function keyIn(request: Pick<Request, 'headers'>): string | undefined {
  const { authorization, 'x-api-key': plain } = request.headers;
  // Another scheme is a wrong credential, never none: whoever sends one does not mean to be anonymous.
  if (authorization !== undefined) return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
  return Array.isArray(plain) ? plain[0] : plain;
}
