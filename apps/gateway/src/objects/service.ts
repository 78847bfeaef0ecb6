import { Inject, Injectable } from '@nestjs/common';
import type { ObjectRotation } from '@numera/contracts';
import { ObjectNotFound, type SealedStore } from '@numera/storage';
import type { Request } from 'express';
import { AuditTrail } from '../audit/trail';
import type { Caller } from '../http/caller';
import { STORE } from '../platform/tokens';
import { ObjectRepository } from './repository';

/** Images of one request: a second or two. */
const STRETCH = 100;

/** Has the objects of images sealed with the first of the storage keys, a stretch at a time; to do it again changes nothing. */
@Injectable()
export class ObjectRotations {
  constructor(
    private readonly repository: ObjectRepository,
    private readonly trail: AuditTrail,
    @Inject(STORE) private readonly store: SealedStore,
  ) {}

  /** The stretch after an image, or the first one. Throws ObjectUnreadable when an object's key is missing. */
  async rotate(after: string | undefined, caller: Caller, request: Request): Promise<ObjectRotation> {
    if (after === undefined) await this.trail.record({ action: 'storage.rotated', outcome: 'done', caller, request });
    const images = await this.repository.imagesAfter(after, STRETCH);
    let resealed = 0;
    for (const { id, keys } of images) {
      for (const key of keys) resealed += (await this.reseal(id, key)) ? 1 : 0;
    }
    return { images: images.length, resealed, next: images.length < STRETCH ? null : (images.at(-1)?.id ?? null) };
  }

  private async reseal(imageId: string, key: string): Promise<boolean> {
    try {
      if (!(await this.store.reseal(key))) return false;
    } catch (error) {
      // Deleted between our look at the row and now.
      if (error instanceof ObjectNotFound) return false;
      throw error;
    }
    // An image is marked before its object is deleted: unmarked now, whoever deletes it later deletes what we wrote.
    if (!(await this.repository.isKept(imageId))) await this.store.delete(key);
    return true;
  }
}
