import type { Failure } from '@numera/contracts';
import { ImageError } from '@numera/imaging';
import { ObjectNotFound } from '@numera/storage';

/** Longest sentence of a failure that the contract takes. */
const MAX_MESSAGE = 500;

/** What is reported of an image that can not be had or read; what is not the image's fault is thrown, untouched. */
export function imageFailure(error: unknown): Failure {
  if (error instanceof ImageError) return { code: error.code, message: error.message.slice(0, MAX_MESSAGE) };
  if (error instanceof ObjectNotFound) return { code: 'image_missing', message: 'The image is no longer there.' };
  throw error;
}
