import { Inject, Injectable } from '@nestjs/common';
import type { JobData } from '@numera/contracts';
import type { Queues } from '@numera/queue';
import { newObjectKey, ObjectNotFound, type ObjectStore } from '@numera/storage';
import { Problem } from '../http/problem';
import { QUEUES, STORE } from '../platform/tokens';
import { ImageRepository, type ShownImage } from './image-repository';
import { Waiters } from './waiters';

/** A worker makes the copy in some ten milliseconds; longer than this it is behind, and the caller asks again. */
const WAIT_MS = 5_000;

/**
 * Pictures as they are shown back: a copy that a worker decoded and encoded anew, so that nothing but pixels of an upload is ever served. It
 * is made when it is first asked for: most images are read and never looked at again, and encoding costs as much as reading them.
 */
@Injectable()
export class PredictionImages {
  /** Copies that are being made, by their image's id: whoever asks meanwhile waits for the same. */
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly images: ImageRepository,
    private readonly waiters: Waiters,
    @Inject(QUEUES) private readonly queues: Queues,
    @Inject(STORE) private readonly store: ObjectStore,
  ) {}

  /** The PNG that is shown of a prediction's image. */
  async shown(predictionId: string): Promise<Buffer> {
    let image = await this.find(predictionId);
    if (image.shownKey === null && image.shownError === null) {
      await this.made(image);
      image = await this.find(predictionId);
    }
    if (image.shownError !== null) throw new Problem(422, 'undecodable', image.shownError);
    if (image.shownKey === null) {
      throw new Problem(503, 'image_pending', 'The picture is not ready yet.', { headers: { 'Retry-After': '2' } });
    }
    try {
      return Buffer.from(await this.store.get(image.shownKey));
    } catch (error) {
      if (error instanceof ObjectNotFound) throw expired();
      throw error;
    }
  }

  /** Takes what a worker reports. A copy that nobody refers to is removed. */
  async settled({ imageId, shown, error }: JobData<'shown'>): Promise<void> {
    if (!(await this.images.settleShown(imageId, shown, error))) await this.store.delete(shown);
    this.waiters.wake(imageId);
  }

  private async find(predictionId: string): Promise<ShownImage> {
    const image = await this.images.findOf(predictionId);
    if (image === null) throw expired();
    return image;
  }

  /** Resolves when the copy is there, or was waited for long enough. */
  private made(image: ShownImage): Promise<void> {
    const making = this.underWay.get(image.id);
    if (making !== undefined) return making;
    const made = this.make(image).finally(() => this.underWay.delete(image.id));
    this.underWay.set(image.id, made);
    return made;
  }

  private async make({ id, objectKey }: ShownImage): Promise<void> {
    const settled = this.waiters.wait(id, WAIT_MS);
    await this.queues.enqueue('show', { imageId: id, image: objectKey, shown: newObjectKey('shown') });
    await settled;
  }
}

function expired(): Problem {
  return new Problem(404, 'not_found', 'The image has expired.');
}
