import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

/** TensorFlow.js in its three forms, the fastest last. */
export const TENSORFLOW_PACKAGES = ['@tensorflow/tfjs', '@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'] as const;
export type TensorflowPackage = (typeof TENSORFLOW_PACKAGES)[number];

/** One form of the second engine: the version that works here, or why it does not and what helps. */
export type TensorflowState =
  | { readonly name: TensorflowPackage; readonly isUsable: true; readonly version: string }
  | { readonly name: TensorflowPackage; readonly isUsable: false; readonly reason: string; readonly remedy: string };

/** What looking at a package needs of the world; tests give their own. */
export interface PackageProbe {
  /** Version of an installed package; null when it is not installed. */
  versionOf(name: TensorflowPackage): string | null;
  /** Loads a package in a process of its own; null when that went well, else the reason. */
  failureOf(name: TensorflowPackage): Promise<string | null>;
  readonly nodeMajor: number;
}

/** tfjs-node 4.22, its last release, calls util.isNullOrUndefined, which Node 23 took away. */
const LAST_NODE_OF_TFJS_NODE = 22;

/** Says which forms of TensorFlow.js can be used on this machine, and why not the others. */
export async function tensorflowStates(probe: PackageProbe = realProbe): Promise<TensorflowState[]> {
  const states: TensorflowState[] = [];
  for (const name of TENSORFLOW_PACKAGES) states.push(await stateOf(name, probe));
  return states;
}

async function stateOf(name: TensorflowPackage, probe: PackageProbe): Promise<TensorflowState> {
  // Its install script downloads a library, which networks often refuse; the other way compiles against one from PyPI.
  const orBuild = name === '@tensorflow/tfjs-node' ? ', or node tools/tfjs-node.mjs' : '';
  const install = `npm install --no-save ${name}@4.22.0${orBuild}`;
  const isNative = name !== '@tensorflow/tfjs';
  const isTooNew = isNative && probe.nodeMajor > LAST_NODE_OF_TFJS_NODE;
  const version = probe.versionOf(name);
  if (version === null) {
    return {
      name,
      isUsable: false,
      reason: 'not installed',
      remedy: isTooNew ? `Node ${LAST_NODE_OF_TFJS_NODE}, then ${install}` : install,
    };
  }
  const failure = await probe.failureOf(name);
  if (failure === null) return { name, isUsable: true, version };
  const remedy = isTooNew
    ? `Node ${LAST_NODE_OF_TFJS_NODE}: ${name} ${version} does not load on later ones`
    : `npm rebuild ${name} --build-addon-from-source, or node tools/tfjs-node.mjs (TensorFlow's C library from PyPI)`;
  return { name, isUsable: false, reason: `${version} is installed but does not load: ${failure}`, remedy };
}

const { resolve } = createRequire(__filename);

const realProbe: PackageProbe = {
  nodeMajor: Number(process.versions.node.split('.')[0]),
  versionOf(name) {
    try {
      const json: unknown = JSON.parse(readFileSync(resolve(`${name}/package.json`), 'utf8'));
      return typeof json === 'object' && json !== null && 'version' in json ? String(json.version) : 'unknown';
    } catch {
      return null;
    }
  },
  // In another process: a binding that does not fit can end the one that loads it, and every form writes greetings to the terminal.
  async failureOf(name) {
    try {
      await promisify(execFile)(process.execPath, ['-e', `require(${JSON.stringify(resolve(name))})`], { timeout: 30_000 });
      return null;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return (/^\s*(?:[A-Za-z]*Error: .*)$/m.exec(text)?.[0] ?? text.split('\n')[0] ?? text).trim();
    }
  },
};
