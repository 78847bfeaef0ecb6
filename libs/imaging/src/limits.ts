/** Most bytes of an image file: 10 MiB, which is under 14 MB as base64 (the limit of a JSON body). */
export const MAX_IMAGE_BYTES = 10 * 1024 * 1024;

/** Most pixels an image may unfold to, whatever its file size. */
export const MAX_IMAGE_PIXELS = 20_000_000;
