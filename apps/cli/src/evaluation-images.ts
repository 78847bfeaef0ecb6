import { assertPaired, countOf, parseIdx, rasterAt } from '@numera/learning';
import type { LabelledImage } from '@numera/learning';
import { readFile, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { ahead } from './ahead';
import { CommandError } from './command';
import { matchesGlob } from './glob';
import { ImageFileError, readImageFile } from './image-file';
import { parseLabels } from './labels-csv';

/** Images with what they show, and how many they are. */
export interface LabelledImages {
  readonly count: number;
  readonly images: Iterable<LabelledImage> | AsyncIterable<LabelledImage>;
}

/** Image files that are decoded at once. */
const AHEAD = 8;

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new CommandError(`${path} cannot be read`, { cause: error });
  }
}

/** The first `limit` images of two IDX files. Throws DatasetError or CommandError. */
export async function imagesOfIdx(imagesPath: string, labelsPath: string, limit = Infinity): Promise<LabelledImages> {
  const images = parseIdx(await readBytes(imagesPath), imagesPath);
  const labels = parseIdx(await readBytes(labelsPath), labelsPath);
  assertPaired(images, labels, imagesPath);
  const count = Math.min(limit, countOf(labels));
  function* all(): Generator<LabelledImage> {
    for (let i = 0; i < count; i++) yield { raster: rasterAt(images, i), label: String(labels.data[i]) };
  }
  return { count, images: all() };
}

export interface FolderChoice {
  /** Only the first images that are of the kind. */
  readonly limit?: number;
  /** Only rows whose kind matches this glob. */
  readonly kind?: string;
  /** Told of each file that cannot be read; it counts as wrong. */
  readonly onUnreadable: (file: string, message: string) => void;
}

/** The images that a folder's labels.csv names. Throws CommandError, also later when a file turns out to be a link out of the folder. */
export async function imagesOfFolder(folder: string, { limit = Infinity, kind, onUnreadable }: FolderChoice): Promise<LabelledImages> {
  const text = Buffer.from(await readBytes(join(folder, 'labels.csv'))).toString('utf8');
  const rows = parseLabels(text)
    .filter((row) => kind === undefined || matchesGlob(kind, row.kind ?? ''))
    .slice(0, limit);
  const inside = (await realpath(folder)) + sep;
  const images = ahead(rows, AHEAD, async ({ file, label, kind: ofKind }): Promise<LabelledImage> => {
    const path = join(folder, file);
    const real = await realpath(path).catch(() => null);
    if (real !== null && !real.startsWith(inside)) throw new CommandError(`${file} leads out of the folder`);
    try {
      return { raster: await readImageFile(path), label, ...(ofKind === undefined ? {} : { kind: ofKind }) };
    } catch (error) {
      if (!(error instanceof ImageFileError)) throw error;
      onUnreadable(file, error.message);
      return { raster: null, label, ...(ofKind === undefined ? {} : { kind: ofKind }) };
    }
  });
  return { count: rows.length, images };
}
