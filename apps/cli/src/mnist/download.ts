import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { CommandError } from '../command';
import type { PublishedFile } from './files';

/** How often a mirror whose transfer breaks off is asked for the rest before the next one is. */
const TRIES = 3;
/** How long a mirror may be silent, and take for all of a file, ms. */
const SILENT_MS = 15_000;
const WHOLE_MS = 600_000;

export interface DownloadOptions {
  /** Folders on the web that hold the file, in the order in which they are asked. */
  readonly mirrors: readonly string[];
  readonly signal: AbortSignal;
  /** Bytes that are there, of all. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Default 15 s. */
  readonly silentMs?: number;
}

/** No mirror gave the file; the message says what each did. */
export class DownloadError extends CommandError {}

/**
 * Puts a published file into a folder unless it is there already. What is half there (`<name>.part`) is gone on with, from whichever mirror; the
 * file gets its name only when its hash is right. Throws DownloadError, or the signal's reason.
 */
export async function download(file: PublishedFile, folder: string, options: DownloadOptions): Promise<'fetched' | 'there'> {
  const path = join(folder, file.name);
  if ((await hashOf(path)) === file.sha256) return 'there';
  const part = `${path}.part`;
  const failures: string[] = [];
  for (const mirror of options.mirrors) {
    try {
      await fromMirror(file, part, mirror, options);
      await rename(part, path);
      return 'fetched';
    } catch (error) {
      options.signal.throwIfAborted();
      failures.push(`${new URL(mirror).host}: ${reasonOf(error)}`);
    }
  }
  throw new DownloadError(`${file.name} could not be fetched (${failures.join('; ')})`);
}

async function fromMirror(file: PublishedFile, part: string, mirror: string, options: DownloadOptions): Promise<void> {
  const url = new URL(file.name, mirror.endsWith('/') ? mirror : `${mirror}/`);
  // What was half there may come from a mirror that lied; then this one deserves a start of its own.
  for (let isOwn = (await sizeOf(part)) === 0; ; isOwn = true) {
    await fetchPatiently(file, part, url, options);
    if ((await hashOf(part)) === file.sha256) return;
    await rm(part, { force: true });
    if (isOwn) throw new Refusal('its bytes are not the published ones');
  }
}

/** Goes on with a transfer that breaks off, a few times. */
async function fetchPatiently(file: PublishedFile, part: string, url: URL, options: DownloadOptions): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await fetchRest(file, part, url, options);
    } catch (error) {
      if (tries === TRIES || options.signal.aborted || error instanceof Refusal || (await sizeOf(part)) === 0) throw error;
    }
  }
}

/** A mirror that answered, but not with the file: asking it again is useless. */
class Refusal extends Error {}

/** Appends to `part` what is missing of the file. */
async function fetchRest({ bytes }: PublishedFile, part: string, url: URL, { signal, onProgress, silentMs = SILENT_MS }: DownloadOptions) {
  let done = await sizeOf(part);
  if (done === bytes) return;
  if (done > bytes) done = 0;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(new Error(`silent for ${silentMs / 1000} s`)), silentMs);
  const stop = AbortSignal.any([signal, silence.signal, AbortSignal.timeout(WHOLE_MS)]);
  try {
    const answer = await fetch(url, { signal: stop, headers: done > 0 ? { range: `bytes=${done}-` } : {} });
    const isRest = answer.status === 206 && answer.headers.get('content-range')?.startsWith(`bytes ${done}-`) === true;
    if ((!isRest && answer.status !== 200) || answer.body === null) {
      await answer.body?.cancel();
      // Without the part, the next mirror starts afresh: this one said that such a rest cannot be.
      if (answer.status === 416) await rm(part, { force: true });
      throw new Refusal(`answered ${answer.status}`);
    }
    if (!isRest) done = 0;
    const target = await open(part, done > 0 ? 'a' : 'w');
    try {
      for await (const chunk of Readable.fromWeb(answer.body as NodeReadableStream<Uint8Array>)) {
        timer.refresh();
        const { length } = chunk as Uint8Array;
        if (done + length > bytes) throw new Refusal(`sends more than the ${bytes} bytes of the file`);
        await target.writeFile(chunk as Uint8Array);
        done += length;
        onProgress?.(done, bytes);
      }
    } finally {
      await target.close();
    }
    if (done < bytes) throw new Error(`broke off after ${done} of ${bytes} bytes`);
  } finally {
    clearTimeout(timer);
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/** SHA-256 of a file; null when it cannot be read. */
async function hashOf(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** What went wrong, with the network's own word for it, which `fetch` hides in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
