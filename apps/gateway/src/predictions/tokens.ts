import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 bits that lets an anonymous caller read a prediction again, a fresh one unless it is given, and what is kept of it. */
export function newToken(token = randomBytes(32).toString('base64url')): { token: string; tokenHash: string } {
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
