import type { JobData } from '@numera/contracts';
import { reencode } from '@numera/imaging';
import type { ObjectStore } from '@numera/storage';
import { imageFailure } from './image-failure';

type Result = Pick<JobData<'shown'>, 'imageId' | 'shown' | 'error'>;

/**
 * Writes the copy of an image that is shown back: its pixels as a PNG of at most 2048 a side, and nothing else of the upload. The job names the
 * copy's key, so a second run writes the same object. Why an image can not be shown is a result too; anything unexpected is thrown.
 */
export async function writeShownCopy({ imageId, image, shown }: JobData<'show'>, storage: ObjectStore): Promise<Result> {
  try {
    await storage.put(shown, await reencode(await storage.get(image)));
    return { imageId, shown, error: null };
  } catch (error) {
    return { imageId, shown, error: imageFailure(error) };
  }
}
