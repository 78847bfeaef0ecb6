import { existsSync, readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A user of this machine, by number. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Who the server runs as when we are root, which PostgreSQL refuses: the first of these that the machine knows. */
const CANDIDATES = ['postgres', 'nobody'];
const NOBODY: Account = { uid: 65_534, gid: 65_534 };

/**
 * The unprivileged account to run PostgreSQL under, or undefined when we are not root (and on Windows) and it runs as we do.
 * A cluster that exists keeps its owner.
 */
export function serverAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : [];
  for (const name of CANDIDATES) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  return NOBODY;
}

/** Whether `account` may walk into the folder `path` and every folder above it. Looks at the permission bits alone. */
export function canReach(account: Account, path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (!mayRead(account, statSync(folder), 0o1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Whether `account` has the permission `bits` (4 read, 2 write, 1 execute or enter) of a file. */
export function mayRead({ uid, gid }: Account, file: Stats, bits: number): boolean {
  const granted = file.uid === uid ? file.mode >> 6 : file.gid === gid ? file.mode >> 3 : file.mode;
  return (granted & bits) === bits;
}
