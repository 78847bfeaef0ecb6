import { hash, verify } from '@node-rs/argon2';

/** OWASP's least for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. The library's default algorithm is argon2id. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The PHC string of a password; salt and cost are in it. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** Whether a password is the one of a PHC string. */
export function verifyPassword({ hash: expected, password }: { hash: string; password: string }): Promise<boolean> {
  return verify(expected, password);
}
