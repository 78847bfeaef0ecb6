import { randomBytes } from 'node:crypto';

/** A queue prefix that no other test has, for NUMERA_QUEUE_PREFIX. */
export function freshQueuePrefix(): string {
  return `t${randomBytes(6).toString('hex')}`;
}
