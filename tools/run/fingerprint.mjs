import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './child.mjs';

const base = fileURLToPath(root);
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'generated', '.angular', 'coverage']);
const SPEC = /\.(spec|int-spec|e2e-spec)\.ts$/;

/**
 * A hash over the names and bytes of all files in `paths` (files or folders from the root), tests left out. Bytes, not times,
 * so that a clone, a copy or a switched branch is rebuilt only when something differs; some hundreds of small files take ~20 ms.
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesIn(join(base, path)))) {
    hash.update(relative(base, file).split(sep).join('/')).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : filesIn(join(path, entry.name));
      return entry.isFile() && !SPEC.test(entry.name) ? [join(path, entry.name)] : [];
    });
}
