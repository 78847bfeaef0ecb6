import { ImageError, type ImageErrorCode } from '@numera/imaging';
import { Problem } from '../http/problem';

const STATUS: Readonly<Record<ImageErrorCode, number>> = {
  empty: 400,
  unsupported_type: 415,
  too_large: 413,
  too_many_pixels: 422,
  undecodable: 422,
};

/** What a caller is told when the upload itself is refused; anything that is not the image's fault comes back as it was. */
export function uploadProblem(error: unknown): unknown {
  return error instanceof ImageError ? new Problem(STATUS[error.code], error.code, error.message) : error;
}
