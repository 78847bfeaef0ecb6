import { encodeCaptionedPng } from '@numera/imaging';
import { contactSheet } from '@numera/learning';
import type { PreviewRow } from '@numera/learning';
import { writeFile } from 'node:fs/promises';
import { CommandError } from './command';

/** Writes rows of pictures with their captions as one PNG; throws CommandError when the file cannot be written. */
export async function writeSheet(path: string, rows: readonly PreviewRow[]): Promise<void> {
  const { raster, captions } = contactSheet(rows);
  const png = await encodeCaptionedPng(raster, captions);
  await writeFile(path, png).catch((error: unknown) => {
    throw new CommandError(`${path} cannot be written`, { cause: error });
  });
}
