import { mkdir } from 'node:fs/promises';
import type { Surroundings } from '../command';
import { ProgressLine, bar } from '../progress-bar';
import { download } from './download';
import { MNIST_FILES } from './files';

/** Brings MNIST's four files into a folder, whatever of them is missing; says so line by line. Throws DownloadError. */
export async function fetchMnist(folder: string, { config, log, signal }: Surroundings, files = MNIST_FILES): Promise<void> {
  await mkdir(folder, { recursive: true });
  const progress = new ProgressLine(log);
  for (const file of files) {
    const outcome = await download(file, folder, {
      mirrors: config.MNIST_MIRRORS,
      signal,
      onProgress: (done, total) =>
        progress.show(`${bar(done / total)} ${file.name} ${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`),
    }).finally(() => progress.clear());
    log.write(`${file.name}  ${outcome === 'there' ? 'is there' : 'fetched'}, sha256 as published\n`);
  }
}
