import { writeFileSync } from 'node:fs';
import type { Config } from '@numera/config';

const EVERY_MS = 5_000;

/**
 * Writes the time into NUMERA_HEARTBEAT_FILE now and every 5 s, when that is set: how a container without a port shows that
 * it is up and that its event loop turns. Call it when the service takes work.
 */
export function startHeartbeat({ NUMERA_HEARTBEAT_FILE: file }: Pick<Config, 'NUMERA_HEARTBEAT_FILE'>, everyMs = EVERY_MS): void {
  if (file === undefined) return;
  const beat = (): void => writeFileSync(file, `${new Date().toISOString()}\n`);
  beat();
  setInterval(beat, everyMs).unref();
}
