import { createHash, randomBytes } from 'node:crypto';

/** A fresh secret of 256 bits that lets an anonymous caller read a prediction again, and what is kept of it. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
