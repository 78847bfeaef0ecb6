import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CommandError } from './command';

/** Refuses a folder with something in it before hours of work, not after. */
export async function assertFree(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new CommandError(`${folder} is not a folder that can be written to`, { cause: error });
  });
  if (entries.length > 0) throw new CommandError(`${folder} is not empty; a model gets a folder of its own`);
}

/** Refuses a file whose folder is not there before the work, not after. */
export async function assertPlace(file: string): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => null);
  if (folder === null || !folder.isDirectory()) throw new CommandError(`${file} cannot be written: ${dirname(file)} is not a folder`);
  const there = await stat(file).catch(() => null);
  if (there?.isDirectory()) throw new CommandError(`${file} cannot be written: it is a folder`);
}
