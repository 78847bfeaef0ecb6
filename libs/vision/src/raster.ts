/** A grey picture, row-major, one byte a pixel: 0 is black, 255 is white. `data.length === width * height`. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A rectangle in the pixels of the image it was found in; `x` and `y` are its top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Side of a normalised glyph in pixels. */
export const GLYPH_SIDE = 28;
/** Values in one glyph. */
export const GLYPH_SIZE = GLYPH_SIDE * GLYPH_SIDE;

/** A whole picture that is small enough to be a glyph as it is: as it is, and where it has no margin also with one. */
export type PlainViews = readonly [whole: Float32Array, inner?: Float32Array];

/** One normalised digit: 28x28 values in [0, 1], ink 1 on paper 0, row-major, with where it stood in the image. */
export interface Glyph {
  readonly pixels: Float32Array;
  readonly plain?: PlainViews;
  readonly box: Box;
  /** Line of text it belongs to, from 0 at the top. */
  readonly row: number;
}
