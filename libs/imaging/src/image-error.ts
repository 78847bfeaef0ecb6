/**
 * Why bytes are not an image that can be read. Stable; callers map them to their own answers.
 * `empty` no bytes · `unsupported_type` not one of our formats · `too_large` too many bytes · `too_many_pixels` unfolds to
 * too many pixels · `undecodable` damaged, truncated or lying about itself.
 */
export type ImageErrorCode = 'empty' | 'unsupported_type' | 'too_large' | 'too_many_pixels' | 'undecodable';

/** The image is at fault, not the program: reading the same bytes again gives the same error. */
export class ImageError extends Error {
  override readonly name = 'ImageError';

  constructor(
    readonly code: ImageErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
