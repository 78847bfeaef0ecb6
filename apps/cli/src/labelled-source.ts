import { resolve } from 'node:path';
import { UsageError } from './command';
import type { Surroundings } from './command';
import { imagesOfFolder, imagesOfIdx } from './evaluation-images';
import type { LabelledImages } from './evaluation-images';

/** Where labelled images come from, as options say it. */
export interface Source {
  readonly images?: string | undefined;
  readonly labels?: string | undefined;
  readonly folder?: string | undefined;
  readonly kind?: string | undefined;
}

/** Opens a folder with labels.csv or a pair of IDX files; `consequence` ends the sentence about a file that cannot be read. Throws UsageError. */
export function labelledSource(
  { images, labels, folder, kind }: Source,
  { limit }: { readonly limit?: number | undefined },
  { folder: here, log }: Surroundings,
  consequence: string,
): Promise<LabelledImages> {
  if (folder !== undefined) {
    if (images !== undefined || labels !== undefined) throw new UsageError('give either --folder or --images and --labels');
    const onUnreadable = (file: string, message: string): void => void log.write(`numera: ${file}: ${message} ${consequence}\n`);
    return imagesOfFolder(resolve(here, folder), { limit, kind, onUnreadable });
  }
  if (images === undefined || labels === undefined) throw new UsageError('give --folder, or both --images and --labels');
  if (kind !== undefined) throw new UsageError('--kind needs --folder');
  return imagesOfIdx(resolve(here, images), resolve(here, labels), limit);
}
