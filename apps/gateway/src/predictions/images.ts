import { Inject, Injectable } from '@nestjs/common';
import { ImageError, reencode } from '@numera/imaging';
import { ObjectNotFound, type ObjectStore } from '@numera/storage';
import { Problem } from '../http/problem';
import { STORE } from '../platform/tokens';

/** Pictures as they are shown back: decoded and encoded anew, so that nothing but pixels of an upload is ever served. */
@Injectable()
export class PredictionImages {
  constructor(@Inject(STORE) private readonly store: ObjectStore) {}

  async shown(key: string): Promise<{ bytes: Buffer; mime: string }> {
    try {
      return { bytes: await reencode(await this.store.get(key)), mime: 'image/png' };
    } catch (error) {
      if (error instanceof ObjectNotFound) throw new Problem(404, 'not_found', 'The image has expired.');
      if (error instanceof ImageError) throw new Problem(422, error.code, error.message);
      throw error;
    }
  }
}
