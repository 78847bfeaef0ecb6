import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { StorageKey } from './storage-keys';

/** Begins every sealed object; no image or model does. */
const MAGIC = Buffer.from('NUMERAE1', 'latin1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A sealed object: magic, length of the key's id (1 byte), the id (ASCII), nonce (12 bytes), ciphertext, tag (16 bytes): AES-256-GCM with a
 * random nonce (NIST SP 800-38D allows 2^32 objects a key). All before the ciphertext and the object's own key are authenticated too, so that
 * an object put in another's place does not open.
 */
export function seal(bytes: Uint8Array, key: StorageKey, objectKey: string): Buffer {
  const id = Buffer.from(key.id, 'latin1');
  const nonce = randomBytes(NONCE_BYTES);
  const header = Buffer.concat([MAGIC, Buffer.of(id.length), id, nonce]);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([header, Buffer.from(objectKey)]));
  return Buffer.concat([header, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** The id of the key that an object was sealed with; null for one that is not sealed. */
export function sealedWith(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, MAGIC.length + 1 + 255));
  if (!head.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  return head.toString('latin1', MAGIC.length + 1, MAGIC.length + 1 + (head[MAGIC.length] ?? 0));
}

/** The bytes of a sealed object; throws when they, the header or the object's key are not as they were sealed. */
export function unseal(bytes: Uint8Array, key: StorageKey, objectKey: string): Buffer {
  const sealed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = MAGIC.length + 1 + key.id.length;
  const body = start + NONCE_BYTES;
  const end = sealed.length - TAG_BYTES;
  if (end < body) throw new Error('the sealed object is too short');
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(start, body), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.concat([sealed.subarray(0, body), Buffer.from(objectKey)]));
  decipher.setAuthTag(sealed.subarray(end));
  return Buffer.concat([decipher.update(sealed.subarray(body, end)), decipher.final()]);
}
