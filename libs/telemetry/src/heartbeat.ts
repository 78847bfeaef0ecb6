import { writeFile, writeFileSync } from 'node:fs';
import type { Config } from '@numera/config';

const EVERY_MS = 5_000;

/**
 * Writes the time into NUMERA_HEARTBEAT_FILE now and every 5 s, when that is set: how a container without a port shows that
 * it is up and that its event loop turns. Call it when the service takes work. Returns what ends it.
 */
export function startHeartbeat({ NUMERA_HEARTBEAT_FILE: file }: Pick<Config, 'NUMERA_HEARTBEAT_FILE'>, everyMs = EVERY_MS): () => void {
  if (file === undefined) return () => undefined;
  const text = (): string => `${new Date().toISOString()}\n`;
  writeFileSync(file, text());
  // A beat that could not be written is missed, which is all that its reader needs to know.
  const timer = setInterval(() => writeFile(file, text(), () => undefined), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
