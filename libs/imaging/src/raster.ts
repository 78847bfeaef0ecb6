/**
 * A grey picture, row-major, one byte a pixel: 0 is black, 255 is white. `data.length === width * height`.
 * The same shape as libs/vision's Raster; said again here because this library imports none of ours: the gateway
 * uses it and must not load the pixel pipeline.
 */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
