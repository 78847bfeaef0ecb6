import { randomBytes, randomUUID } from 'node:crypto';
import { BadObjectKey } from './object-store';

/** The same pattern as `objectKey` of the contracts: no dot and no second level, so no key leads out of the store. */
const KEY = /^[a-z]+\/[0-9a-f]{2}\/[0-9a-f-]{8,72}$/;
const KIND = /^[a-z]+$/;

/** Makes an opaque random key such as `images/3f/0b5c…`; the two letters spread objects over 256 folders. */
export function newObjectKey(kind: string): string {
  if (!KIND.test(kind)) throw new BadObjectKey(kind);
  return `${kind}/${randomBytes(1).toString('hex')}/${randomUUID()}`;
}

/** Returns the key unchanged, or throws BadObjectKey. */
export function parseObjectKey(key: string): string {
  if (!KEY.test(key)) throw new BadObjectKey(key);
  return key;
}

/** Returns the kind unchanged, or throws BadObjectKey. */
export function parseKind(kind: string): string {
  if (!KIND.test(kind)) throw new BadObjectKey(kind);
  return kind;
}
