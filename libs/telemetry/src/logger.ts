import type { Config } from '@numera/config';
import { destination as openDestination, pino, stdTimeFunctions, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Names of what is secret, or end of such names: `newPassword`, `set-cookie`, `x-api-key`. */
const SECRET = 'password|token|secret|authorization|cookie|api-?key|otp';

/** What is taken out of every line, wherever in it: lines are JSON, so the quotes inside of texts are escaped. */
const CENSORSHIP: readonly (readonly [RegExp, string])[] = [
  // A member of an object that was logged.
  [new RegExp(`("[\\w-]*(?:${SECRET})"\\s*:\\s*)(?:"(?:\\\\.|[^"\\\\])*"|\\[[^\\]]*\\]|\\d+)`, 'gi'), '$1"[redacted]"'],
  // The same in a text: JSON that could not be parsed, arguments in an error's message.
  [new RegExp(`((?:\\\\"|\\b)[\\w-]*(?:${SECRET})(?:\\\\")?\\s*[:=]\\s*\\\\")(?:(?!\\\\").)*\\\\"`, 'gi'), '$1[redacted]\\"'],
  // A query string; but whoever reads the log is to see the link that makes the first administrator.
  [/(?<!\/setup)([?&][\w-]*(?:token|code|state|otp|key|secret|password)=)[^&\s"'\\#]+/gi, '$1[redacted]'],
  [/\b(Bearer\s+)[\w.~+/=-]+/gi, '$1[redacted]'],
  // An API key, which can be told by its form.
  [/\bnumera_[\w-]{40,}/g, 'numera_…'],
  // The user's name and password in a connection URL, as they turn up in drivers' error messages.
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1…@'],
];

/** Takes secrets out of a line of the log: passwords, tokens, keys, cookies, codes in links, and who a connection URL signs in as. */
export function withoutSecrets(line: string): string {
  return CENSORSHIP.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line);
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
    hooks: { streamWrite: withoutSecrets },
  };
  // Synchronous: a line that waits in memory while the reader of our output is gone makes pino try for ever to write it at the exit.
  return pino(options, destination ?? openDestination({ dest: 1, sync: true }));
}
