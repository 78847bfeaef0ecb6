import { join, resolve } from 'node:path';
import { environment, type Config } from '@numera/config';

/** The project's root, from src (tests) and dist alike. */
export const ROOT = join(__dirname, '..', '..', '..');

/** A service of the standalone: what is started, and what is allowed to fail. */
export interface ServiceDefinition {
  readonly name: string;
  readonly style: 'cyan' | 'magenta' | 'blue';
  /** Program, from the project's root. */
  readonly entry: string;
  /** Numera is ready when all of these are, and gives up when one never comes up. */
  readonly isRequired: boolean;
  /** Secrets that it is given; every other one is taken out of its environment. */
  readonly secrets: readonly (keyof Secrets)[];
  /** Whether it also gets what only the gateway needs of the launcher's own environment. */
  readonly isGateway?: true;
  /** Whether it unfolds people's images: blocks of many megabytes, of every size. */
  readonly decodesImages?: true;
}

export interface Connections {
  readonly DATABASE_APP_URL: string;
  readonly DATABASE_QUEUE_URL: string;
}

export interface Secrets extends Connections {
  readonly NUMERA_ADMIN_TOKEN: string;
  readonly NUMERA_SECRET: string;
}

export const gateway: ServiceDefinition = {
  name: 'gateway',
  style: 'cyan',
  entry: 'apps/gateway/dist/main.js',
  isRequired: true,
  secrets: ['DATABASE_APP_URL', 'DATABASE_QUEUE_URL', 'NUMERA_ADMIN_TOKEN', 'NUMERA_SECRET'],
  isGateway: true,
  decodesImages: true,
};
export const worker: ServiceDefinition = {
  name: 'worker',
  style: 'magenta',
  entry: 'apps/inference-worker/dist/main.js',
  isRequired: true,
  secrets: ['DATABASE_QUEUE_URL'],
  decodesImages: true,
};
export const trainer: ServiceDefinition = {
  name: 'trainer',
  style: 'blue',
  entry: 'apps/trainer/dist/main.js',
  isRequired: false,
  secrets: ['DATABASE_QUEUE_URL'],
};

/** What a service may not see unless its `secrets` name it; the owner's connection none may. */
const SECRETS = ['DATABASE_URL', 'DATABASE_APP_URL', 'DATABASE_QUEUE_URL', 'NUMERA_ADMIN_TOKEN', 'NUMERA_SECRET'];
/** Secrets that the gateway takes from the launcher's environment as they are, and that no other service may see. */
const GATEWAY_SECRETS = [
  'SMTP_URL',
  'NUMERA_GOOGLE_SECRET',
  'NUMERA_LINKEDIN_SECRET',
  'NUMERA_FACEBOOK_SECRET',
  'NUMERA_OIDC_CLIENT_SECRET',
];

/**
 * The environment of a service: the launcher's, with the folders made absolute (the user's from where npm was called, the shipped ones
 * from the project), its own secrets, and a limit for stopping that fits into the launcher's.
 */
export function serviceEnvironment(
  service: ServiceDefinition,
  { env, config, secrets, shutdownMs }: { env: NodeJS.ProcessEnv; config: Config; secrets: Secrets; shutdownMs: number },
): NodeJS.ProcessEnv {
  const own: NodeJS.ProcessEnv = {
    ...Object.fromEntries(service.secrets.map((name) => [name, secrets[name]])),
    NUMERA_DATA: resolve(config.NUMERA_DATA),
    NUMERA_OBJECTS: resolve(config.NUMERA_OBJECTS ?? join(config.NUMERA_DATA, 'objects')),
    NUMERA_MODEL: env['NUMERA_MODEL'] ? resolve(config.NUMERA_MODEL) : join(ROOT, config.NUMERA_MODEL),
    NUMERA_LINE_MODEL: env['NUMERA_LINE_MODEL'] ? resolve(config.NUMERA_LINE_MODEL) : join(ROOT, config.NUMERA_LINE_MODEL),
    NUMERA_WEB: env['NUMERA_WEB'] ? resolve(config.NUMERA_WEB) : join(ROOT, config.NUMERA_WEB),
    // Decoders unfold images in many threads; glibc would keep a heap for each and give little of it back: 480 MB instead of 270 after giant images.
    MALLOC_ARENA_MAX: env['MALLOC_ARENA_MAX'] ?? '2',
    // glibc also raises what it takes for a big block to the size of each that is freed, and keeps the next ones: 400 MB instead of 190 after
    // seven rounds of giant images. Training is 4 % faster with blocks that are kept.
    ...(service.decodesImages && { MALLOC_MMAP_THRESHOLD_: env['MALLOC_MMAP_THRESHOLD_'] ?? '1048576' }),
    // Newer Nodes keep compiled code there, which shortens every later start; older ones know nothing of it.
    NODE_COMPILE_CACHE: env['NODE_COMPILE_CACHE'] ?? join(ROOT, '.cache', 'compile'),
    NUMERA_SHUTDOWN_MS: String(Math.min(config.NUMERA_SHUTDOWN_MS, shutdownMs)),
  };
  const hidden = [...SECRETS, ...(service.isGateway ? [] : GATEWAY_SECRETS)];
  return { ...inherited(env, [...hidden, ...Object.keys(own)]), ...own };
}

/** The launcher's environment without some variables and the files that would stand for them; other such files by their whole paths. */
function inherited(env: NodeJS.ProcessEnv, without: readonly string[]): NodeJS.ProcessEnv {
  const files = new Set(Object.keys(environment.shape).map((name) => `${name}_FILE`));
  const dropped = new Set(without.flatMap((name) => [name, `${name}_FILE`]));
  const kept = Object.entries(env).filter(([name]) => !dropped.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, files.has(name) && value ? resolve(value) : value]));
}
