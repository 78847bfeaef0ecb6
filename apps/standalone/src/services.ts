import { join, resolve } from 'node:path';
import type { Config } from '@numera/config';

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
};
export const worker: ServiceDefinition = {
  name: 'worker',
  style: 'magenta',
  entry: 'apps/inference-worker/dist/main.js',
  isRequired: true,
  secrets: ['DATABASE_QUEUE_URL'],
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

/** By which the gateway shows to identity providers who it is. */
const CLIENT_SECRETS = ['NUMERA_GOOGLE_SECRET', 'NUMERA_LINKEDIN_SECRET', 'NUMERA_FACEBOOK_SECRET', 'NUMERA_OIDC_CLIENT_SECRET'];

/**
 * The environment of a service: the launcher's, with the folders made absolute (the user's from where npm was called, the shipped ones
 * from the project), its own secrets, and a limit for stopping that fits into the launcher's.
 */
export function serviceEnvironment(
  service: ServiceDefinition,
  { env, config, secrets, shutdownMs }: { env: NodeJS.ProcessEnv; config: Config; secrets: Secrets; shutdownMs: number },
): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !SECRETS.includes(name) && (service === gateway || !CLIENT_SECRETS.includes(name)));
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(service.secrets.map((name) => [name, secrets[name]])),
    NUMERA_DATA: resolve(config.NUMERA_DATA),
    NUMERA_OBJECTS: resolve(config.NUMERA_OBJECTS ?? join(config.NUMERA_DATA, 'objects')),
    NUMERA_MODEL: env['NUMERA_MODEL'] ? resolve(config.NUMERA_MODEL) : join(ROOT, config.NUMERA_MODEL),
    NUMERA_LINE_MODEL: env['NUMERA_LINE_MODEL'] ? resolve(config.NUMERA_LINE_MODEL) : join(ROOT, config.NUMERA_LINE_MODEL),
    NUMERA_WEB: env['NUMERA_WEB'] ? resolve(config.NUMERA_WEB) : join(ROOT, config.NUMERA_WEB),
    // Newer Nodes keep compiled code there, which shortens every later start; older ones know nothing of it.
    NODE_COMPILE_CACHE: env['NODE_COMPILE_CACHE'] ?? join(ROOT, '.cache', 'compile'),
    NUMERA_SHUTDOWN_MS: String(Math.min(config.NUMERA_SHUTDOWN_MS, shutdownMs)),
  };
}
