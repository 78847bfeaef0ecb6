import { readdir } from 'node:fs/promises';
import { CommandError } from './command';

/** Refuses a folder with something in it before hours of work, not after. */
export async function assertFree(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new CommandError(`${folder} is not a folder that can be written to`, { cause: error });
  });
  if (entries.length > 0) throw new CommandError(`${folder} is not empty; a model gets a folder of its own`);
}
