export const imageTypes = ['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif', 'bmp'] as const;
export type ImageType = (typeof imageTypes)[number];

export const mimeTypes: Readonly<Record<ImageType, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
  tiff: 'image/tiff',
  avif: 'image/avif',
  bmp: 'image/bmp',
};

/** What an image file says of itself. `width` and `height` are those of the upright first frame, in pixels. */
export interface ImageHeader {
  readonly type: ImageType;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
}
