import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { origins } from './origins';
import { trustedProxies } from './trusted-proxies';

const port = z.coerce.number().int().min(0).max(65_535);
const positive = z.coerce.number().int().positive();
/** `COUNT/SPAN`, such as 20/10m: at most so many in any such span (s, m or h); `off`: as many as come. */
const limit = z.string().regex(/^(?:off|[1-9]\d{0,8}\/[1-9]\d{0,3}[smh])$/, 'is neither COUNT/SPAN (20/10m, 5/30s, 100/1h) nor off');

/**
 * Every variable Numera reads, with its default. An empty string counts as unset.
 * This is the only place that looks at the environment; `.env.example` lists the same names and a test compares them.
 */
export const environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** Where people reach this installation (scheme, host and port): for links in mails, sign-in elsewhere and the check of Origin. */
  NUMERA_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new URL(url).pathname === '/' && new URL(url).search === '', 'is more than scheme, host and port')
    .transform((url) => new URL(url).origin)
    .optional(),
  /** Proxies before this installation, whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses and networks. */
  NUMERA_TRUSTED_PROXIES: trustedProxies,
  /** Pages elsewhere whose scripts may call the API, with keys and never with a session. */
  NUMERA_CORS_ORIGINS: origins,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How the standalone prints its services' logs: for people, or the JSON lines themselves. */
  LOG_FORMAT: z.enum(['pretty', 'json']).default('pretty'),
  /** Folder of everything the standalone keeps: the database cluster and the objects. */
  NUMERA_DATA: z.string().default('data'),
  /** Owner's connection: for the migrate step, and for the standalone's launcher, which hands the services their own. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The gateway's connection, as role numera_app. */
  DATABASE_APP_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** The queue's connection on PostgreSQL, as role numera_queue. Unused when REDIS_URL is set. */
  DATABASE_QUEUE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Prefix of every queue's name, so that several installations (or tests) share one Redis or database. */
  NUMERA_QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .default('numera'),
  /** Folder of the object store; default: `objects` under NUMERA_DATA. */
  NUMERA_OBJECTS: z.string().optional(),
  /** Keys that seal images in the object store: `id:key,id:key,…`, each 32 bytes as hex or base64; the first seals, all open. */
  NUMERA_STORAGE_KEY: z.string().optional(),
  /** Model folder that ships with the product. */
  NUMERA_MODEL: z.string().default('models/digits'),
  /** Folder of the network that looks at whole lines, whatever the model of their digits. */
  NUMERA_LINE_MODEL: z.string().default('models/lines'),
  /** Where the built web pages lie. */
  NUMERA_WEB: z.string().default('apps/web/dist/web/browser'),
  NUMERA_DEVICE: z.enum(['auto', 'cpu', 'cuda']).default('auto'),
  /** Threads of one ONNX Runtime session. */
  NUMERA_THREADS: positive.max(256).default(1),
  /** `recognise` jobs one worker handles at once. */
  NUMERA_CONCURRENCY: positive.max(256).default(16),
  /** Most glyphs in one run of the network, and how long the first of them waits for company. */
  NUMERA_BATCH: positive.max(4096).default(64),
  NUMERA_BATCH_WAIT_MS: z.coerce.number().min(0).max(1000).default(2),
  /** Whether callers of whom nothing is known may ask for predictions. */
  NUMERA_ANONYMOUS: z.enum(['on', 'off']).default('on'),
  /** Clients at identity providers that people may sign in with, each an id and a secret. */
  NUMERA_GOOGLE_ID: z.string().optional(),
  NUMERA_GOOGLE_SECRET: z.string().optional(),
  NUMERA_LINKEDIN_ID: z.string().optional(),
  NUMERA_LINKEDIN_SECRET: z.string().optional(),
  NUMERA_FACEBOOK_ID: z.string().optional(),
  NUMERA_FACEBOOK_SECRET: z.string().optional(),
  /** Any provider of OpenID Connect: its issuer, the client there, and what the button says. */
  NUMERA_OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  NUMERA_OIDC_CLIENT_ID: z.string().optional(),
  NUMERA_OIDC_CLIENT_SECRET: z.string().optional(),
  NUMERA_OIDC_NAME: z.string().default('Single sign-on'),
  /** How often one address may try to sign in, and one address at one account. */
  NUMERA_LIMIT_SIGN_IN: limit.default('100/15m'),
  NUMERA_LIMIT_SIGN_IN_ACCOUNT: limit.default('10/15m'),
  /** How many accounts one address may ask for. */
  NUMERA_LIMIT_SIGN_UP: limit.default('30/1h'),
  /** How many codes one address may try, and one address at one account. */
  NUMERA_LIMIT_CODE: limit.default('60/10m'),
  NUMERA_LIMIT_CODE_ACCOUNT: limit.default('10/10m'),
  /** How many mails one address may have sent, and how many one receiver is sent. */
  NUMERA_LIMIT_MAIL: limit.default('30/1h'),
  NUMERA_LIMIT_MAIL_RECEIVER: limit.default('5/10m'),
  /** How many predictions one caller may ask for: a key, a person, or an address of whom nothing else is known. */
  NUMERA_LIMIT_PREDICT: limit.default('1200/1m'),
  /** How many megabytes of images such a caller may send. */
  NUMERA_LIMIT_UPLOAD: limit.default('1000/1m'),
  /** How long an anonymous caller's image and prediction are kept, ms. */
  NUMERA_ANONYMOUS_TTL_MS: positive.default(3_600_000),
  /** How long people who asked for their removal may take it back, days. */
  NUMERA_DELETION_GRACE_DAYS: z.coerce.number().int().min(0).max(365).default(14),
  /** Most bytes of images that one person may keep; 0: no limit. */
  NUMERA_USER_IMAGE_BYTES: z.coerce.number().int().min(0).default(5_000_000_000),
  /** How long a sender may take for a request's headers, and for the whole of it, ms; then it is ended with 408. */
  NUMERA_HEADERS_TIMEOUT_MS: positive.default(10_000),
  NUMERA_REQUEST_TIMEOUT_MS: positive.default(60_000),
  /** How often pending predictions that no job carries any more are looked for, and expired ones removed, ms. */
  NUMERA_SWEEP_MS: positive.default(5_000),
  NUMERA_CLEANUP_MS: positive.default(60_000),
  /** What `Authorization: Bearer` must carry on administrators' routes; unset: those routes are closed. */
  NUMERA_ADMIN_TOKEN: z.string().min(16).optional(),
  /** Mail server, `smtp://user:password@host:587` or `smtps://…`; unset: mails stay in the outbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender of every mail: an address, or `Name <address>`. */
  NUMERA_MAIL_FROM: z
    .string()
    .regex(/^([^<>\r\n]{1,80} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
    .default('Numera <numera@localhost>'),
  /** Seals sessions' cookies and links; the gateway does not start without it. Another one ends every session. */
  NUMERA_SECRET: z.string().min(32).optional(),
  /** Whether people may make accounts for themselves; off: by invitation only. */
  NUMERA_REGISTRATION: z.enum(['on', 'off']).default('on'),
  /** Whether people may sign in over plain http from other machines, where a cookie can be read on its way. */
  NUMERA_INSECURE_COOKIES: z.enum(['on', 'off']).default('off'),
  /** How long a session lasts without a request, and at most, ms. */
  NUMERA_SESSION_IDLE_MS: positive.default(86_400_000),
  NUMERA_SESSION_MS: positive.default(2_592_000_000),
  /** How long a process may take to finish what it holds when it is told to stop, ms. */
  NUMERA_SHUTDOWN_MS: positive.default(8_000),
  /** File that the worker and the trainer touch every 5 s while they take work; for a container's health check. */
  NUMERA_HEARTBEAT_FILE: z.string().optional(),
  /** Folder with the four MNIST IDX files. */
  MNIST_DIR: z.string().optional(),
  /** Folders on the web that hold those files as published, asked one after another; separated by spaces. */
  MNIST_MIRRORS: z
    .string()
    .default('https://ossci-datasets.s3.amazonaws.com/mnist/,https://storage.googleapis.com/cvdf-datasets/mnist/')
    .transform((text) => text.trim().split(/[\s,]+/))
    .pipe(z.array(z.url({ protocol: /^https?$/ })).max(16)),
});

export type Config = Readonly<z.output<typeof environment>>;

/** The environment was wrong; the message names each variable and what is the matter with it. */
export class ConfigError extends Error {}

/**
 * Parses `env` into one frozen value; throws ConfigError. Any variable may instead be named with `_FILE` behind it and hold the path of a file
 * with its value, as containers hand secrets in; one line end at the file's end does not count.
 */
export function loadConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const isGiven = (name: string): boolean => env[name] !== undefined && env[name] !== '';
  const given: Record<string, string | undefined> = {};
  for (const name of Object.keys(environment.shape)) {
    if (isGiven(name) && isGiven(`${name}_FILE`)) throw new ConfigError(`${name} and ${name}_FILE are both set; one of them is enough`);
    if (isGiven(name)) given[name] = env[name];
    else if (isGiven(`${name}_FILE`)) given[name] = readValue(`${name}_FILE`, env[`${name}_FILE`] ?? '');
  }
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  }
  return Object.freeze(parsed.data);
}

function readValue(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(`${name}: the file cannot be read${code === undefined ? '' : ` (${code})`}`, { cause: error });
  }
}
