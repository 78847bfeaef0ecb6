import type { Logger } from '@numera/telemetry';

/** A server that is away makes every connection complain several times a second; one line in this time says as much. */
const SILENCE_MS = 5_000;

/** Listener for `error` events: logs the first, then one in five seconds with how many there were. */
export function quietly(logger: Logger, source: string, now: () => number = Date.now): (error: Error) => void {
  let silentUntil = 0;
  let suppressed = 0;
  return (error) => {
    if (now() < silentUntil) {
      suppressed += 1;
      return;
    }
    logger.warn({ err: error, source, suppressed }, 'trouble with the queue');
    silentUntil = now() + SILENCE_MS;
    suppressed = 0;
  };
}
