import { createLogger, type Logger } from '@numera/telemetry';

/** A log that says nothing. */
export function silentLogger(): Logger {
  return createLogger('test', { LOG_LEVEL: 'silent' });
}

/** A log that keeps its lines, as objects. */
export function recordingLogger(): { readonly logger: Logger; readonly lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { logger: createLogger('test', { LOG_LEVEL: 'trace' }, { write }), lines };
}
