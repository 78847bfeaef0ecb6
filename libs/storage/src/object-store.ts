/** Bytes by opaque key. Objects are written once and never changed; every method may be called again with the same effect. */
export interface ObjectStore {
  /** Stores the bytes; when it resolves they survive a power cut. A second put of one key replaces the object whole. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The object's bytes; throws ObjectNotFound. */
  get(key: string): Promise<Uint8Array>;
  /** Removes the object; one that is not there is no error. */
  delete(key: string): Promise<void>;
  exists(key: string): Promise<boolean>;
  /** Every key of one kind (`images`, `models`, …), in no order. */
  list(kind: string): AsyncIterable<string>;
  /** Throws when objects can not be written and read back just now. */
  check(): Promise<void>;
}

/** There is no object of that key. */
export class ObjectNotFound extends Error {
  override readonly name = 'ObjectNotFound';
  constructor(readonly key: string) {
    super(`There is no object ${key}.`);
  }
}

/** The object is there, but its bytes cannot be had: the key is missing, or it was changed. */
export class ObjectUnreadable extends Error {
  override readonly name = 'ObjectUnreadable';
  constructor(
    readonly key: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`The object ${key} cannot be read: ${reason}.`, options);
  }
}

/** The text is no object key, so no store will touch it. */
export class BadObjectKey extends Error {
  override readonly name = 'BadObjectKey';
  constructor(readonly key: string) {
    super(`${JSON.stringify(key.slice(0, 80))} is no object key.`);
  }
}
