import type { Config } from '@numera/config';
import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { found, missing } from './finding';
import type { Finding, Section } from './finding';

/** package.json's `engines`: the oldest Node that loads ES modules with `require`. */
const NODE = { major: 20, minor: 19 };
/** Below this a database, a model and a day of images do not fit. */
const LEAST_DISK = 500e6;
/** Training on MNIST takes about this much; serving a third of it. */
const COMFORTABLE_MEMORY = 1e9;

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** Whether a Node of this version is new enough. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isEnough = major > NODE.major || (major === NODE.major && minor >= NODE.minor);
  const detail = `${version} on ${process.platform} ${process.arch}`;
  return isEnough ? found('node', detail, true) : missing('node', detail, true, `Node ${NODE.major}.${NODE.minor} or later`);
}

function cpuFinding({ NUMERA_THREADS: threads }: Config): Finding {
  const [first] = cpus();
  // What a container may use can be less than what the machine has.
  const usable = availableParallelism();
  const detail = `${usable} of ${cpus().length} cores usable (${first?.model.trim() ?? 'unknown'}); a session uses ${threads} (NUMERA_THREADS)`;
  return found('cpu', detail, true);
}

function memoryFinding(): Finding {
  const limit = process.constrainedMemory();
  // Without a limit Node gives 0 or a number larger than any memory.
  const whole = limit > 0 && limit < totalmem() ? limit : totalmem();
  const detail = `${gigabytes(Math.min(freemem(), whole))} free of ${gigabytes(whole)}`;
  return whole >= COMFORTABLE_MEMORY ? found('memory', detail) : missing('memory', `${detail}: enough to read, tight for training`);
}

/** Free space where `folder` is or will be made. */
async function diskFinding(folder: string): Promise<Finding> {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      const detail = `${gigabytes(bavail * bsize)} free under ${at}`;
      return bavail * bsize >= LEAST_DISK ? found('disk', detail, true) : missing('disk', detail, true, `${gigabytes(LEAST_DISK)} free`);
    } catch (error) {
      if (at === dirname(at)) return missing('disk', error instanceof Error ? error.message : String(error), true);
    }
  }
}

/** The machine itself: Node, cores, memory, room. */
export async function machineSection(config: Config, dataFolder: string): Promise<Section> {
  return {
    title: 'Machine',
    findings: [nodeFinding(process.versions.node), cpuFinding(config), memoryFinding(), await diskFinding(dataFolder)],
  };
}
