import type { Raster } from '@numera/vision';
import { gunzipSync } from 'node:zlib';

/** The data that were given cannot be learned from or measured on. */
export class DatasetError extends Error {}

/** Unsigned bytes with their sizes, as an IDX file holds them (yann.lecun.com/exdb/mnist, "the IDX file format"). */
export interface Idx {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;
/** Largest file that is unzipped: half as much again as EMNIST's largest, and no gzip bomb. */
const MOST_BYTES = 2 ** 30;

/**
 * Parses an IDX file of unsigned bytes, plain or gzip with at most `most` bytes in it; `where` is named in the DatasetError for a wrong magic number
 * or a truncated file.
 */
export function parseIdx(file: Uint8Array, where: string, most = MOST_BYTES): Idx {
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? unzip(file, where, most) : file;
  const [first, second, type, dimensions = 0] = bytes;
  if (bytes.length < 4 || first !== 0 || second !== 0 || dimensions === 0) {
    throw new DatasetError(`${where} is not an IDX file: it starts with ${Buffer.from(bytes.subarray(0, 4)).toString('hex') || 'nothing'}`);
  }
  if (type !== UNSIGNED_BYTE) throw new DatasetError(`${where} holds values of type 0x${type?.toString(16)}, not unsigned bytes (0x08)`);
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) throw new DatasetError(`${where} is truncated: its header has ${header} bytes, the file ${bytes.length}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((product, length) => product * length, 1);
  if (bytes.length !== header + size) {
    const fault = bytes.length < header + size ? 'truncated' : 'too long';
    throw new DatasetError(`${where} is ${fault}: ${shape.join(' x ')} values need ${header + size} bytes, the file has ${bytes.length}`);
  }
  return { shape, data: bytes.subarray(header) };
}

/** Number of images or labels in an IDX file. */
export function countOf(idx: Idx): number {
  return idx.shape[0] ?? 0;
}

/** The image at `index` of an IDX file of images, sharing its memory. */
export function rasterAt(idx: Idx, index: number): Raster {
  const [count = 0, height = 0, width = 0] = idx.shape;
  if (index < 0 || index >= count) throw new RangeError(`there is no image ${index} among ${count}`);
  return { width, height, data: idx.data.subarray(index * width * height, (index + 1) * width * height) };
}

/** Checks that two IDX files are images and their labels; throws DatasetError. */
export function assertPaired(images: Idx, labels: Idx, where: string): void {
  if (images.shape.length !== 3) throw new DatasetError(`${where}: images need three dimensions, got ${images.shape.length}`);
  if (labels.shape.length !== 1) throw new DatasetError(`${where}: labels need one dimension, got ${labels.shape.length}`);
  if (countOf(images) !== countOf(labels)) throw new DatasetError(`${where}: ${countOf(images)} images but ${countOf(labels)} labels`);
}

function unzip(file: Uint8Array, where: string, most: number): Uint8Array {
  try {
    return gunzipSync(file, { maxOutputLength: most });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const fault = isTooLarge ? `has more than ${most} bytes when it is unzipped` : 'is not a whole gzip file';
    throw new DatasetError(`${where} ${fault}`, { cause: error });
  }
}
