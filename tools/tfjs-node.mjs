// `node tools/tfjs-node.mjs [--python PATH]`: installs @tensorflow/tfjs-node where its own download is refused. The binding is compiled
// against the C library that lies inside PyPI's TensorFlow wheel: the one of `--python`'s environment, else one fetched for the purpose.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The last release, and the wheel whose C library it was proved to work with: the C interface is stable over versions. */
const PACKAGE = '@tensorflow/tfjs-node@4.22.0';
const WHEEL = 'tensorflow-cpu==2.21.0';
/** Node-API version of the binding: the name of the folder that tfjs-node looks in. */
const NAPI = '8';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache', 'tfjs-node');
const { values } = parseArgs({ options: { python: { type: 'string', default: 'python3' } } });

/** Runs a program to its end; its output goes to the terminal unless it is wanted. Ends this script when it fails. */
function run(command, args, { cwd = root, isWanted = false } = {}) {
  const done = spawnSync(command, args, { cwd, stdio: ['ignore', isWanted ? 'pipe' : 'inherit', 'inherit'], encoding: 'utf8' });
  if (done.status === 0) return done.stdout ?? '';
  console.error(`tfjs-node: ${[command, ...args].join(' ')} failed${done.error ? `: ${done.error.message}` : ''}`);
  process.exit(1);
}

/** The package folder of TensorFlow in the Python environment, or null; found without loading it, which takes seconds. */
function installedTensorflow() {
  const script = 'import importlib.util as u; s = u.find_spec("tensorflow"); print(s.submodule_search_locations[0] if s else "")';
  return run(values.python, ['-c', script], { isWanted: true }).trim() || null;
}

/** The same folder out of a wheel, unpacked under .cache/. */
function fetchedTensorflow() {
  const folder = join(cache, 'wheel');
  if (!existsSync(join(folder, 'tensorflow'))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    run(values.python, ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--dest', cache, WHEEL]);
    const wheel = readdirSync(cache).find((name) => name.endsWith('.whl'));
    run(values.python, ['-m', 'zipfile', '-e', join(cache, wheel), folder]);
    rmSync(join(cache, wheel));
  }
  return join(folder, 'tensorflow');
}

function link(target, path) {
  if (!existsSync(target)) throw new Error(`there is no ${target}`);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  symlinkSync(target, path);
}

const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
run(npm[0], [...npm.slice(1), 'install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', PACKAGE]);
const tfjs = join(root, 'node_modules', '@tensorflow', 'tfjs-node');
const tensorflow = installedTensorflow() ?? fetchedTensorflow();
console.error(`tfjs-node: building against ${tensorflow}`);

// Where binding.gyp looks: headers under deps/include, libraries under deps/lib by their names for the linker and for the loader.
const include = join(tensorflow, 'include');
for (const name of readdirSync(include)) link(join(include, name), join(tfjs, 'deps', 'include', name));
for (const [name, library] of [
  ['libtensorflow.so', 'libtensorflow_cc.so.2'],
  ['libtensorflow_framework.so', 'libtensorflow_framework.so.2'],
]) {
  link(join(tensorflow, library), join(tfjs, 'deps', 'lib', name));
  link(join(tensorflow, library), join(tfjs, 'deps', 'lib', library));
}

const moduleFolder = join(tfjs, 'lib', `napi-v${NAPI}`);
mkdirSync(moduleFolder, { recursive: true });
const gyp = createRequire(resolve(process.execPath, '../../lib/node_modules/npm/package.json')).resolve('node-gyp/bin/node-gyp.js');
const headers = resolve(process.execPath, '../..');
const nodedir = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? [`--nodedir=${headers}`] : [];
const settings = [`--napi_build_version=${NAPI}`, '--module_name=tfjs_binding', `--module_path=${moduleFolder}`];
run(process.execPath, [gyp, 'configure', 'build', ...nodedir, ...settings], { cwd: tfjs });
run(process.execPath, [
  '-e',
  'const tf = require("@tensorflow/tfjs-node"); tf.matMul(tf.eye(2), tf.eye(2)).dataSync(); console.log(`tfjs-node ${tf.version["tfjs-node"]} works`)',
]);
