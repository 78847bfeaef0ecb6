import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where a run keeps its last checkpoint. */
export interface CheckpointStore {
  /** The bytes saved last; null when there are none. */
  load(): Promise<Uint8Array | null>;
  /** Replaces them, whole or not at all. */
  save(bytes: Uint8Array): Promise<void>;
}

/** A checkpoint in one file: written and synced under another name, then renamed, so that a kill at any time leaves the last or this one. */
export function checkpointFile(path: string): CheckpointStore & { remove(): Promise<void> } {
  const draft = `${path}.new`;
  return {
    async load() {
      try {
        return await readFile(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    async save(bytes) {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(draft, 'w');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
    },
    async remove() {
      await Promise.all([path, draft].map((file) => rm(file, { force: true })));
    },
  };
}
