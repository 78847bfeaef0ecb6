import { ImageError, decode, MAX_IMAGE_BYTES } from '@numera/imaging';
import type { Failure } from '@numera/contracts';
import type { Raster } from '@numera/vision';
import { open } from 'node:fs/promises';

/** An image file that could not be read; `failure` has the code and the sentence that the API would answer with. */
export class ImageFileError extends Error {
  constructor(
    readonly failure: Failure,
    options?: ErrorOptions,
  ) {
    super(failure.message, options);
  }
}

/** At most one byte more than an image may have: what is longer is refused without being read whole, also where no size is told beforehand. */
async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const stats = await file.stat();
    if (stats.isFile()) return stats.size > MAX_IMAGE_BYTES ? new Uint8Array(MAX_IMAGE_BYTES + 1) : await file.readFile();
    const chunks: Buffer[] = [];
    // `end` is the last byte that is read.
    for await (const chunk of file.createReadStream({ end: MAX_IMAGE_BYTES, autoClose: false })) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } finally {
    await file.close();
  }
}

const sentences: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file.',
  EISDIR: 'This is a folder.',
  EACCES: 'This file may not be read.',
};

/** Reads and decodes an image file. Throws ImageFileError, whatever is wrong with the file. */
export async function readImageFile(path: string): Promise<Raster> {
  try {
    return await decode(await readBounded(path));
  } catch (error) {
    if (error instanceof ImageError) throw new ImageFileError({ code: error.code, message: error.message }, { cause: error });
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new ImageFileError(
      { code: 'unreadable', message: sentences[code] ?? `The file cannot be read (${code || String(error)}).` },
      { cause: error },
    );
  }
}
