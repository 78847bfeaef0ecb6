import type { Config } from '@numera/config';
import { destination as openDestination, pino, stdTimeFunctions, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Where secrets turn up when an object is logged whole. */
const SECRETS = ['password', 'token', 'secret', 'authorization', 'cookie', 'apiKey'];
const HEADERS = ['authorization', 'cookie', '["set-cookie"]', '["x-api-key"]', '["x-prediction-token"]'];

const paths = [
  ...SECRETS.flatMap((name) => [name, `*.${name}`]),
  ...HEADERS.flatMap((name) =>
    ['req.headers', 'res.headers', 'headers'].map((owner) => (name.startsWith('[') ? owner + name : `${owner}.${name}`)),
  ),
];

/** The user's name and password in a connection URL, as they turn up in drivers' error messages. */
const CREDENTIALS = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;

/** Takes user names and passwords out of any connection URL in a text. */
export function withoutCredentials(text: string): string {
  return text.replace(CREDENTIALS, '$1…@');
}

/**
 * Opens the log of one service: JSON lines on standard output, UTC ISO times, levels by name, secrets taken out.
 * `logger.child({ requestId })` puts the id of a request on every line of it.
 */
export function createLogger(service: string, config: Pick<Config, 'LOG_LEVEL'>, destination?: DestinationStream): Logger {
  const options = {
    level: config.LOG_LEVEL,
    base: { service, pid: process.pid },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths, censor: '[redacted]' },
    hooks: { streamWrite: withoutCredentials },
  };
  // Synchronous: a line that waits in memory while the reader of our output is gone makes pino try for ever to write it at the exit.
  return pino(options, destination ?? openDestination({ dest: 1, sync: true }));
}
