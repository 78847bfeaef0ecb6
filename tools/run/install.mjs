import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { node, root, run, StepError } from './child.mjs';

const lockfile = new URL('package-lock.json', root);
const stampFile = new URL('node_modules/.numera-installed', root);
/** npm's own record of what it put into node_modules. */
const installedFile = new URL('node_modules/.package-lock.json', root);

/** What an installation depends on: the lockfile, and what native packages are chosen by. */
async function wantedStamp() {
  const major = process.versions.node.split('.')[0];
  return createHash('sha256')
    .update(await readFile(lockfile))
    .update(`node${major} ${process.platform} ${process.arch}`)
    .digest('hex');
}

export async function isInstalled() {
  const stamp = await readFile(stampFile, 'utf8').catch(() => '');
  return stamp !== '' && stamp === (await wantedStamp());
}

/** Makes node_modules match the lockfile: `npm ci` when it does not. The caller holds the lock. */
export async function install() {
  if (await isInstalled()) return;
  if (!(await npmInstalledTheLockfile())) {
    console.error('numera: installing the packages of package-lock.json (npm ci) …');
    if ((await npm(['ci', '--include=dev', '--no-audit', '--no-fund'])) !== 0) {
      throw new StepError('the packages could not be installed; npm says why above');
    }
  }
  await writeFile(stampFile, await wantedStamp());
}

/** True when someone's own `npm ci` or `npm install` has already installed exactly the lockfile, development packages included. */
async function npmInstalledTheLockfile() {
  const installed = await packagesOf(installedFile);
  const wanted = await packagesOf(lockfile);
  if (!installed || !wanted) return false;
  const isSame = (path) => installed[path]?.version === wanted[path]?.version && installed[path]?.integrity === wanted[path]?.integrity;
  return (
    Object.keys(installed).every(isSame) &&
    Object.keys(wanted).every((path) => path === '' || wanted[path].optional || wanted[path].devOptional || isSame(path))
  );
}

async function packagesOf(file) {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text && JSON.parse(text).packages;
}

/** The npm that called us when there is one (on Windows npm is a script that only a shell can start). */
function npm(args) {
  const caller = process.env.npm_execpath ?? '';
  if (/npm-cli\.js$/.test(caller)) return node(caller, args);
  return process.platform === 'win32' ? run(`npm ${args.join(' ')}`, [], { shell: true }) : run('npm', args);
}
