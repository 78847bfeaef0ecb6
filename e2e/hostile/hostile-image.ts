/** An image file made to hurt. */
export interface HostileImage {
  readonly name: string;
  readonly bytes: Buffer;
  /** Whether it may be read after all: odd, but true to its format as far as a decoder has to look. */
  readonly isReadable: boolean;
}
