import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 1_000;
/** A holder that has not touched its lock for so long is dead, even if its process id now belongs to another program. */
const STALE_MS = 30_000;

/**
 * Runs `work` while this process alone holds the lock file `path`. A lock left by a killed process is taken over.
 * `onWait(pid)` is called once when someone else holds it.
 */
export async function withLock(path, onWait, work) {
  await mkdir(dirname(path), { recursive: true });
  const own = `${process.pid} ${randomBytes(8).toString('hex')}`;
  for (let waited = false; !(await take(path, own));) {
    const holder = await readFile(path, 'utf8').catch(() => undefined);
    if (holder === undefined) continue;
    if (await isStale(path, holder)) {
      await breakLock(path, holder);
      continue;
    }
    if (!waited) onWait(pidOf(holder));
    waited = true;
    await sleep(200);
  }
  const heartbeat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    if ((await readFile(path, 'utf8').catch(() => undefined)) === own) await rm(path, { force: true });
  }
}

/** A link appears whole or not at all, so no one ever reads a half-written lock. */
async function take(path, own) {
  const draft = `${path}.${own.replace(' ', '.')}`;
  await writeFile(draft, own);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

const pidOf = (holder) => Number(holder.split(' ')[0]);

async function isStale(path, holder) {
  const touched = await stat(path).catch(() => undefined);
  if (touched && Date.now() - touched.mtimeMs > STALE_MS) return true;
  try {
    process.kill(pidOf(holder), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Moves a stale lock aside; if another waiter was faster and what we moved is its fresh lock, puts that back. */
async function breakLock(path, holder) {
  const aside = `${path}.${process.pid}.stale`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== holder) await link(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}
